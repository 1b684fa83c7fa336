"""The messages of Protocol/*.proto.

They are read from the .proto files by protoc when this module is loaded; no generated code is
kept, and any version of protoc will do.
"""

import pathlib
import subprocess
import tempfile

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

PROTOCOL = pathlib.Path(__file__).resolve().parents[3] / "Protocol"


def _classes():
    files = sorted(PROTOCOL.glob("*.proto"))
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "descriptors"
        subprocess.run(
            ["protoc", f"--proto_path={PROTOCOL}", f"--descriptor_set_out={out}",
             *(file.name for file in files)], check=True)
        described = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in described.file:
        pool.Add(file)
    return message_factory.GetMessageClassesForFiles([file.name for file in described.file], pool)


_by_name = {name.rpartition(".")[2]: made for name, made in _classes().items()}


def __getattr__(name):
    try:
        return _by_name[name]
    except KeyError:
        raise AttributeError(f"there is no message {name}") from None


def decode(name, data):
    """The message of this name in `data`, or None where it does not decode."""
    try:
        return _by_name[name].FromString(data)
    except DecodeError:
        return None
