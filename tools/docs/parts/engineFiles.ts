import { join } from 'node:path';

import { jobOf } from '../comments';
import { code, table } from '../markdown';
import type { Material } from '../material';

const ENGINE = 'nodes/engine';

/** The table of the engine's files, each with the one job that its first line tells. */
export function engineFilesTable({ filesIn, source }: Material): string {
	const rows = filesIn(ENGINE).map((file) => {
		const path = join(ENGINE, file);
		return [code(file), jobOf(path, source(path))];
	});
	return table(['file', 'its one job'], rows);
}
