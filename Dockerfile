# Seatfiller's image: built in one stage, run in another that has neither pip's cache nor the sources.
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
# What to install besides: `--build-arg EXTRAS=eyes` reads the text on the game's screen, 410 MB more.
ARG EXTRAS=""
RUN python -m venv /opt/seatfiller
COPY pyproject.toml README.md LICENSE ./
COPY server ./server
COPY overlay ./overlay
RUN /opt/seatfiller/bin/pip install --no-cache-dir --disable-pip-version-check ".${EXTRAS:+[$EXTRAS]}" \
 && /opt/seatfiller/bin/pip uninstall -y pip \
 && find /opt/seatfiller -name '__pycache__' -prune -exec rm -rf {} + \
 && /opt/seatfiller/bin/python -m compileall -q /opt/seatfiller

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Seatfiller" \
      org.opencontainers.image.description="A practice audience for your stream" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin seatfiller \
 && install -d -o 10001 -g 10001 /data
COPY --from=build /opt/seatfiller /opt/seatfiller
ENV PATH=/opt/seatfiller/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SEATFILLER_HOST=0.0.0.0 \
    SEATFILLER_PORT=4321 \
    SEATFILLER_DATA=/data \
    SEATFILLER_BROWSER=false \
    SEATFILLER_STARTED_BY=docker
USER 10001:10001
VOLUME /data
WORKDIR /data
EXPOSE 4321
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['SEATFILLER_PORT']), timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status >= 500)"]
ENTRYPOINT ["seatfiller"]
