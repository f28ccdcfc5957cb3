#!/bin/sh
# Pins every image of the compose file and the Dockerfile to what its tag stands for today: `name:tag` becomes `name:tag@sha256:…`.
# Needs Docker with buildx, and the registry. Look at the difference, and commit it. To move on, take a new tag without a digest.
set -eu
cd "$(dirname "$0")/.."

for image in $(sed -nE 's/^ +image: ([^@ ]+)$/\1/p; s/^FROM ([^@ ]+:[^@ ]+) AS .*/\1/p' docker-compose.yml Dockerfile | sort -u); do
  digest=$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image")
  case $digest in sha256:*) ;; *) echo "No digest for $image: $digest" >&2 && exit 1 ;; esac
  for file in docker-compose.yml Dockerfile; do
    sed -E "s#^( +image: |FROM )$image( |\$)#\1$image@$digest\2#" "$file" >"$file.pinned"
    mv "$file.pinned" "$file"
  done
done
