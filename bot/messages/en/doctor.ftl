# What `madoguchi doctor` says.

doctor-question = Who is responsible?
doctor-documents = { $count ->
    [one] one document
   *[other] { $count } documents
}, version { $version }, a question takes { $ms } ms
doctor-unread = ({ $count } of them cannot be read, first: { $first })
doctor-ingest = madoguchi ingest PATH… builds it anew
doctor-no-channel = no channel is configured; serve needs MADOGUCHI_TELEGRAM__TOKEN
doctor-database = { $waiting } waiting, { $settled } settled, { $dead ->
    [0] none given up
   *[other] { $dead } given up (madoguchi inbox dead lists them)
}
doctor-polling = updates are polled; { $waiting } wait
doctor-webhook = updates are delivered to { $url }; { $waiting } wait
doctor-webhook-set = updates are delivered to { $url } while the settings say polling: serve takes that back when it starts
doctor-webhook-other = updates are delivered to { $url }, the settings say { $wanted }: serve changes that when it starts, or madoguchi telegram set-webhook
doctor-webhook-fails = Telegram cannot deliver: { $reason }; see that the address is reached from outside, with a certificate
doctor-clock = { $seconds } s from Telegram's
doctor-clock-wrong = { $seconds } s from Telegram's: set it, for instance by NTP
doctor-clock-unknown = Telegram did not tell its time
