"""Speed and memory, measured: one JSON line a workload, beside the bare limit in the same run."""
