import { heartbeat } from '@temporalio/activity';

const EVERY_MILLISECONDS = 1_000;

/**
 * Heartbeats while a call is under way, so that a killed Worker is noticed in seconds and a cancellation reaches the call.
 * The SDK sends far fewer than these to the server.
 */
export async function heartbeating<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  const beating = setInterval(() => heartbeat(), EVERY_MILLISECONDS);
  try {
    return await call();
  } finally {
    clearInterval(beating);
  }
}
