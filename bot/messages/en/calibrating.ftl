# What a calibration says of itself.

calibration-judged = Fitted to { $questions } judged questions on { $day }.
calibration-pseudo = Fitted to { $questions } questions made out of the documents on { $day }.
calibration-threshold = Answers are given from a probability of { $threshold }% on, so that at most { $risk }% of those fitted to are wrong.
calibration-trial = Of { $questions } other judged questions { $answered } were answered, { $wrong } wrong: at most { $at_most }% wrong at 95% confidence.
calibration-untried = Too few other judged questions were answered to say how often an answer is wrong: give more of them.
calibration-unjudged = How often an answer is wrong, only judged questions tell: what merely seems to answer, made-up questions do not show.
calibration-shipped = The calibration that ships with the program is in force again.
