\set ON_ERROR_STOP on
SELECT 'CREATE ROLE udsatte_owner LOGIN CREATEDB' WHERE to_regrole('udsatte_owner') IS NULL \gexec
\getenv password UDSATTE_OWNER_PASSWORD
\if :{?password}
  ALTER ROLE udsatte_owner PASSWORD :'password';
  \unset password
\endif
SELECT 'CREATE ROLE udsatte_web LOGIN' WHERE to_regrole('udsatte_web') IS NULL \gexec
\getenv password UDSATTE_WEB_PASSWORD
\if :{?password}
  ALTER ROLE udsatte_web PASSWORD :'password';
  \unset password
\endif
SELECT 'CREATE ROLE udsatte_worker LOGIN' WHERE to_regrole('udsatte_worker') IS NULL \gexec
\getenv password UDSATTE_WORKER_PASSWORD
\if :{?password}
  ALTER ROLE udsatte_worker PASSWORD :'password';
  \unset password
\endif
SELECT 'CREATE ROLE udsatte_backup LOGIN BYPASSRLS' WHERE to_regrole('udsatte_backup') IS NULL \gexec
\getenv password UDSATTE_BACKUP_PASSWORD
\if :{?password}
  ALTER ROLE udsatte_backup PASSWORD :'password';
  \unset password
\endif
GRANT udsatte_web, udsatte_worker TO udsatte_owner WITH INHERIT FALSE, SET TRUE;
GRANT udsatte_web TO udsatte_worker WITH INHERIT FALSE, SET TRUE;
GRANT pg_read_all_data TO udsatte_backup;
ALTER ROLE udsatte_backup SET default_transaction_read_only = on;
ALTER ROLE udsatte_web SET track_activities = off;
ALTER ROLE udsatte_worker SET track_activities = off;
SELECT 'CREATE DATABASE udsatte OWNER udsatte_owner TEMPLATE template0 ENCODING ''UTF8'' LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C''' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'udsatte') \gexec
REVOKE ALL ON DATABASE udsatte FROM PUBLIC;
GRANT CONNECT ON DATABASE udsatte TO udsatte_owner, udsatte_web, udsatte_worker, udsatte_backup;
