"""What holds for every request that leaves the machine: which addresses may be asked, and how one is connected to."""
