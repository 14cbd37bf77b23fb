# One image for all programs; the command chooses which one runs (see docker-compose.yml).
FROM node:26-slim AS dependencies
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY model/package.json model/
COPY gateway/package.json gateway/
COPY server/package.json server/
COPY dashboard/package.json dashboard/
COPY simulators/package.json simulators/
COPY test/package.json test/

FROM dependencies AS dashboard
RUN npm ci --include=dev --no-audit --no-fund
COPY model/ model/
COPY dashboard/ dashboard/
RUN npm run build --workspace dashboard

FROM dependencies AS production
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:26-slim
ENV NODE_ENV=production \
    PLANTROOM_DEMO=0 \
    PLANTROOM_HOST=0.0.0.0 \
    PLANTROOM_DATA_DIR=/data
WORKDIR /app
COPY --from=production /app/ ./
COPY LICENSE ./
COPY model/ model/
COPY gateway/ gateway/
COPY server/ server/
COPY simulators/ simulators/
COPY scripts/first-secrets.ts scripts/
COPY --from=dashboard /app/dashboard/build/ dashboard/build/
# New volumes take over the owner of what they cover.
RUN mkdir /data /secrets /backups && chown node:node /data /secrets /backups && chmod 700 /data /backups
USER node
VOLUME /data
EXPOSE 8080 8443 1883 8883
CMD ["node", "--disable-warning=ExperimentalWarning", "server/src/main.ts"]
