import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Unpacks a package's tarball into a new folder; gives the folder that holds what n8n installs. */
export function unpackedTarball(tarball: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'customer-chat-tarball-'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	return join(folder, 'package');
}
