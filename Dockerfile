# The archive for a server; compose.yaml adds the background worker and PostgreSQL, compose.cluster.yaml a
# search cluster. See docs/running.md and docs/cluster.md.

FROM python:3.12-slim AS build
ENV PATH=/opt/venv/bin:$PATH
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.lock
COPY . /app
WORKDIR /app
RUN python -m articles.translations
RUN DATA_DIR=/tmp/data STATIC_ROOT=/app/collected python manage.py collectstatic --no-input

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin archive \
    && install --directory --owner=archive /shared
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/collected \
    HOST=0.0.0.0 \
    PORT=8000
WORKDIR /app
USER archive
VOLUME /data
EXPOSE 8000
# After an upgrade the web server starts only once the index is rebuilt, which takes long for a large archive.
HEALTHCHECK --interval=15s --timeout=10s --start-period=15m --retries=3 \
    CMD ["python", "-m", "newsarchive.health"]
ENTRYPOINT ["bin/container"]
CMD ["gunicorn", "-c", "python:newsarchive.gunicorn_config"]
