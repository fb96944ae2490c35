# Parts are installed with npm, then only what runs is taken over.
FROM node:24-bookworm-slim AS parts
WORKDIR /app
COPY package.json package-lock.json ./
# CI keeps the install from looking for a git checkout. The node binary comes as a package, so its
# install script must run.
RUN CI=true npm ci --omit=dev --no-audit --no-fund

# The dashboard is built with the parts that only development needs.
FROM parts AS dashboard
RUN CI=true npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
COPY web ./web
RUN npm run build:web

FROM debian:bookworm-slim
RUN groupadd --system --gid 10001 simpul \
 && useradd --system --uid 10001 --gid simpul --home-dir /data --no-create-home simpul \
 && install -d -o simpul -g simpul -m 0700 /data

WORKDIR /app
COPY --from=parts /app/node_modules ./node_modules
COPY package.json LICENSE simpul ./
COPY migrations ./migrations
COPY src ./src
COPY --from=dashboard /app/dist/app ./dist/app

ENV HOST=0.0.0.0 \
    PORT=8080 \
    SIMPUL_DATA_DIR=/data \
    MALLOC_TRIM_THRESHOLD_=131072
USER simpul
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["/app/node_modules/.bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# The script ends in exec: the server is process 1 and gets the signals itself.
ENTRYPOINT ["/app/simpul"]
CMD ["start"]
