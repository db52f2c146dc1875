FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The image starts the program itself: it needs neither what builds it nor `fastify start`.
RUN npm run build && rm dist/.tsbuildinfo \
 && npm pkg delete dependencies.fastify-cli && npm prune --omit=dev && find node_modules -type d -empty -delete

FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="Open Booking Simulator" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=5000 \
    DATA_FILE=memory
COPY --from=build /app/package.json /app/LICENSE /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
# For DATA_FILE=/data/open-booking.json, best with a volume there.
RUN install --directory --owner=node --group=node /data
WORKDIR /data
USER node
EXPOSE 5000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["node", "/app/dist/cli.js", "healthcheck"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["start"]
