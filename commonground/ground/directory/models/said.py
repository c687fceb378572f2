"""The words of services that people look for: what a service says of itself, and the name of who provides it."""

from commonground.foundation.search.index import Along, Index

WORDS = Index(
    "directory_service_words",
    table="directory_service",
    columns=("name", "alternate_name", "description"),
    along=(Along("directory_provider", by="provider_id", columns=("name",)),),
)
