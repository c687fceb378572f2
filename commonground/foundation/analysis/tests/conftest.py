from commonground.foundation.analysis.tests.drawn import on_engine

__all__ = ["on_engine"]
