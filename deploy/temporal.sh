#!/bin/sh
# Starts Temporal Server as its image does, but for where its config is rendered: nothing but /tmp can be written.
set -eu
mkdir -p /tmp/config
dockerize -template /etc/temporal/config/config_template.yaml:/tmp/config/docker.yaml
exec temporal-server --root /tmp --config config --env docker start
