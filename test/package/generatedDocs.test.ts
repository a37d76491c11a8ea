import { stalePages } from '../../tools/docs/generate';
import { readMaterial } from '../../tools/docs/material';

it('has no stale page: `npm run docs` writes the generated parts anew', async () => {
	const stale = [...stalePages(await readMaterial()).keys()];
	expect(stale.map((path) => `${path} is stale: npm run docs`)).toEqual([]);
});
