"""A sentence model of six directions in the ONNX format, for tests: each word has its vector, and no word knows its neighbours."""

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from tests.retrieval.embedding import MEANINGS

MARKS = ("[UNK]", "[CLS]", "[SEP]")
"""Tokens that are no words, and point nowhere."""


def write_model(folder: Path) -> None:
    """Write the model and its tokenizer into a folder."""
    words = [*MARKS, *MEANINGS]
    numbers = {word: number for number, word in enumerate(words)}
    table = np.zeros((len(words), 6), dtype=np.float32)
    for word, direction in MEANINGS.items():
        table[numbers[word], direction] = 1
    given = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])
    made = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", 6])
    look_up = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    graph = helper.make_graph([look_up], "words", [given], [made], [numpy_helper.from_array(table, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    save_model(model, folder / "model.onnx")
    tokenizer = Tokenizer(WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    tokenizer.save(str(folder / "tokenizer.json"))
