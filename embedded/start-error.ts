import { z } from 'zod';
import { inWords } from '../process/command';

/** Why something could not start, as one sentence for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const WithMessage = z.object({ message: z.string() });

/** The message of whatever was thrown, on one line. By its shape: under jest, Node's errors are not `instanceof Error`. */
export function sentence(thrown: unknown): string {
  const parsed = WithMessage.safeParse(thrown);
  const message = parsed.success ? parsed.data.message : String(thrown);
  return message.trim().replace(/\s*\n\s*/g, ' ');
}

/** Runs an entry point to its end: a failure is said on stderr, and the exit code is 1. */
export function runCommand(command: () => Promise<void>): void {
  command().then(
    // Everything is closed by now; an idle keep-alive connection of a library must not hold the terminal.
    () => process.exit(0),
    (thrown: unknown) => {
      console.error(inWords(thrown));
      process.exit(1);
    },
  );
}
