#!/bin/sh
# Runs once, when the data folder is new: the four roles with their passwords, and the database.
set -eu
for role in web worker owner backup; do
    eval "export UDSATTE_$(echo "$role" | tr a-z A-Z)_PASSWORD=\"\$(cat /run/secrets/${role}_password)\""
done
psql --username "$POSTGRES_USER" --dbname postgres --quiet --file /roles.sql
