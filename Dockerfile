ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build.js && rm dist/.tsbuildinfo

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Fastify is a peer dependency: a host brings its own. The image has no host, so it installs the locked version.
RUN npm install --ignore-scripts --omit=dev --save-prod \
    "fastify@$(node --print 'require("./package-lock.json").packages["node_modules/fastify"].version')" \
 && find node_modules -type d -empty -delete

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Open Booking Simulator" \
      org.opencontainers.image.licenses="MIT"
# Without the prefix, for platforms set PORT themselves.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=5000
COPY LICENSE /app/
COPY --from=packages /app/package.json /app/
COPY --from=packages /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/data/postgres/migrations /app/data/postgres/migrations
# For OPEN_BOOKING_DATA_FILE=/data/open-booking.json, with a volume at /data. Platforms that choose a user id for each
# container give it the group 0.
RUN install --directory --owner=node --group=0 --mode=0775 /data
WORKDIR /data
# As a number, by which a platform sees that it is not root.
USER 1000
EXPOSE 5000
# Only images in the format of Docker keep it, not those in the format of OCI.
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["node", "/app/dist/cli.js", "healthcheck"]
# The state is in memory, unless a variable names a data file. A default in ENV would precede DATA_FILE of earlier versions.
ENTRYPOINT ["sh", "-c", "[ -n \"$OPEN_BOOKING_DATA_FILE$DATA_FILE\" ] || export OPEN_BOOKING_DATA_FILE=memory; exec node /app/dist/cli.js \"$@\"", "open-booking-simulator"]
CMD ["start"]
