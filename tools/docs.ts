import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../testkit/files';

import { stalePages } from './docs/generate';
import { readMaterial } from './docs/material';

for (const [path, text] of stalePages(readMaterial())) {
	writeFileSync(join(root, path), text);
	console.log(`Written: ${path}`);
}
