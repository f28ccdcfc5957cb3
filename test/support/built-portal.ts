import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createPortal } from '../../api/portal';

const root = resolve(__dirname, '../..');

/** The portal as it is built, brought up to date: that takes a moment when nothing has changed. */
export function builtPortal() {
  execFileSync(process.execPath, ['tools/build.js', 'dist-portal'], { cwd: root, stdio: 'inherit' });
  return createPortal({ folder: join(root, 'dist-portal'), frameAncestors: ["'none'"] });
}
