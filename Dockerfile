# One image for every process of the cluster edition, dashboard and `pcrm` included:
#   docker build -t pcrm .      docker run pcrm clients|allocation|engagement|notifications|gateway|prepare
# The base images are arguments: where none can be pulled, deploy/cluster/images/local-base.sh makes both out of Debian's packages.
ARG BUILD_IMAGE=node:24-bookworm-slim
ARG RUNTIME_IMAGE=debian:bookworm-slim

# What npm reads stands apart from all else: the installs below are done again only when it changes.
FROM ${BUILD_IMAGE} AS source
WORKDIR /source
COPY . .
RUN mkdir /manifests \
 && find . \( -name package.json -o -name package-lock.json -o -name .npmrc \) | tar -c -T - | tar -x -C /manifests

# Everything that is built, and the Node that the lock file names. A base may bring what is to be installed: the build looks
# whether that is what the lock file names, and else installs it.
FROM ${BUILD_IMAGE} AS build
WORKDIR /app
COPY --from=source /manifests ./
RUN test -d node_modules || npm ci --no-audit --no-fund --loglevel=error
COPY --from=source /source ./
RUN npm run build -- -p @pcrm/cluster @pcrm/cli @pcrm/dashboard \
 && mkdir -p /built/bin \
 && cp --dereference node_modules/node/bin/node /built/bin/node \
 && mkdir /built/app \
 && find . -name node_modules -prune -o -type d -name dist -print | tar -c -T - | tar -x -C /built/app

# What the processes import at run time, and nothing else: no types and maps of others, and no compiler, which one
# library names for a plug-in of its own.
FROM ${BUILD_IMAGE} AS production
WORKDIR /production
COPY --from=source /manifests ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error -w @pcrm/cluster -w @pcrm/cli \
 && rm -rf package-lock.json .npmrc node_modules/typescript node_modules/.bin \
 && find . -path '*/node_modules/*' -type f \
    \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' ! -iname '*licen*' \) -delete

# Nothing is run in here, so any base with a C and a C++ library does.
FROM ${RUNTIME_IMAGE}
COPY --from=build /built/bin/node /usr/local/bin/node
WORKDIR /app
COPY --from=production /production ./
COPY --from=build /built/app ./
ENV NODE_ENV=production PLATFORM=cluster HOST=0.0.0.0 PORT=8080
USER 10001:10001
EXPOSE 8080
# A small space for young objects: the default takes eight times the memory for a few per cent of speed.
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=8", "deploy/cluster/dist/start.js"]
