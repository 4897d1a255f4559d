"""One entry of any kind: who may read it, its versions, its end; taking all along."""
