"""`python -m tests.bench.services.program`: makes the services, searches, and prints samples in milliseconds."""


def main() -> None:
    import django

    django.setup()
    from tests.bench.services.searching import main as search

    search()


if __name__ == "__main__":
    main()
