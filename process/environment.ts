import { existsSync } from 'node:fs';

/** The environment with `.env` of the current folder below it; what is already set wins. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
