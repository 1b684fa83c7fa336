# A chapter's node. The first stage builds the program, the second holds it and what it links.
#
# Where no registry can be reached, BUILD_IMAGE may be an image that already holds the program in
# /out, and BASE_IMAGE any Debian 12; scripts/compose-check makes both.
ARG BUILD_IMAGE=swift:6.3-bookworm
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY . .
RUN test -x /out/rhizome || { scripts/bootstrap \
    && swift build -c release --static-swift-stdlib --product rhizome \
    && mkdir /out && cp -R .build/release/rhizome .build/release/*.resources /out/; }

FROM ${BASE_IMAGE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates libsqlite3-0 libsodium23 libzmq5 libcurl4 libqrencode4 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --no-create-home rhizome \
    && install -d -o rhizome -g rhizome -m 0700 /data
COPY --from=build /out/ /usr/local/bin/
COPY scripts/container-start scripts/link-chapters /usr/local/bin/
USER rhizome
ENV RHIZOME_DATA=/data
VOLUME /data
EXPOSE 8080 7400
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD test -S /data/control.sock && rhizome --data /data status --json
ENTRYPOINT ["container-start"]
