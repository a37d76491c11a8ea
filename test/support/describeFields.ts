import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { optionsField } from '../../nodes/engine/options';
import type { VendorName } from '../../sandbox';
import { actionContracts, triggerContracts } from '../../testkit/contracts';
import { root } from '../../testkit/files';
import { packNodes } from '../../testkit/pack';
import { fieldsTable } from '../../tools/docs/parts/fields';
import { savedSurface } from '../../tools/surface/saved';
import { fieldsOf } from '../../tools/surface/surface';

const shared = (optionsField({ writes: true, timeoutMs: 1 }).options ?? []).map(({ name }) => name);

/** Compares the fields of a vendor's nodes, of which many are made of others, with what users read of them and have saved of them. */
export function describeFields(vendor: VendorName): void {
	const nodes = packNodes();
	const saved = savedSurface()?.nodes ?? {};
	const page = readFileSync(join(root, `docs/${vendor.toLowerCase()}.md`), 'utf8');
	const names = [...actionContracts, ...triggerContracts]
		.filter((each) => each.vendor === vendor)
		.map(({ node }) => node);

	describe.each(names)('the fields of %s', (name) => {
		const { properties } = nodes.get(name)?.description ?? { properties: [] };

		// Otherwise: npm run docs
		it('are those of its table', () => expect(page).toContain(fieldsTable(properties, shared)));

		// Of a node that is new nothing is saved yet, which test/package/saved.test.ts tells
		if (Object.hasOwn(saved, name))
			it('are those that workflows may have saved', () =>
				expect(fieldsOf(properties)).toEqual(saved[name].fields));
	});
}
