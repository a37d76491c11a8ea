import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { DATA_FOLDER } from '../../testkit/dataFile';

/**
 * Puts the files of `examples/data` where the demo's n8n may read them, beside what the user has put there.
 * @returns the folder, and n8n's setting that opens it: without it n8n 2 opens one folder in the user's home only
 */
export function putFiles(folder: string): { files: string; env: NodeJS.ProcessEnv } {
	const files = join(folder, 'files');
	cpSync(DATA_FOLDER, files, { recursive: true });
	return { files, env: { N8N_RESTRICT_FILE_ACCESS_TO: files } };
}
