"""One thread for the arithmetic: on the small tables of a case more of them wait for another."""

import os

NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """Ask the libraries under numpy for one thread. Only before numpy is loaded is it heard."""
    for name in NAMES:
        os.environ.setdefault(name, "1")
