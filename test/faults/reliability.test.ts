import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { packNodes, root } from '../../testkit/pack';
import { contracts, described, titleOf } from '../support/contracts';
import { reliabilityTables } from './table';

const PAGE = join(root, 'docs', 'reliability.md');
const GENERATED = /(<!-- tables -->\n)[^]*(\n<!-- \/tables -->)/;

describe('the fault matrix', () => {
	it('has every action node', () => {
		const actions = [...packNodes().values()].filter((node) => node.execute !== undefined);
		const covered = new Set(contracts.map((entry) => described(entry).node));
		expect(new Set(actions.map(({ description }) => description.name))).toEqual(covered);
	});

	it('names each way of a node once', () => {
		const titles = contracts.map(titleOf);
		expect(new Set(titles).size).toBe(titles.length);
	});

	it('is on the page for users (WRITE_DOCS=1 npx jest test/faults/reliability.test.ts writes it)', () => {
		const page = readFileSync(PAGE, 'utf8');
		const wanted = page.replace(GENERATED, (_, start, end) => `${start}\n${reliabilityTables()}\n${end}`);
		if (process.env.WRITE_DOCS) writeFileSync(PAGE, wanted);
		else expect(page).toBe(wanted);
	});
});
