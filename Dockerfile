ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npx tsc --project tsconfig.build.json && rm dist/.tsbuildinfo

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
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=5000 \
    OPEN_BOOKING_DATA_FILE=memory
COPY LICENSE /app/
COPY --from=packages /app/package.json /app/
COPY --from=packages /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
# For OPEN_BOOKING_DATA_FILE=/data/open-booking.json, with a volume at /data.
RUN install --directory --owner=node --group=node /data
WORKDIR /data
USER node
EXPOSE 5000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["node", "/app/dist/cli.js", "healthcheck"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["start"]
