import { stripVTControlCharacters } from 'node:util';

import { table } from '../../tools/demo/table';

describe('the table of examples', () => {
	it('lines up its columns and gives the reasons of the failed rows below', () => {
		const text = table([
			{ example: 'Web form to Haptik', vendor: 'Haptik', received: '1 file in 1 request', problems: [] },
			{ example: 'Nightly', vendor: 'CallGear', received: 'nothing in 0 requests', problems: ['a', 'b'] },
		]);
		expect(stripVTControlCharacters(text).split('\n')).toEqual([
			'Example             Vendor    What the vendor received  Result',
			'──────────────────  ────────  ────────────────────────  ──────',
			'Web form to Haptik  Haptik    1 file in 1 request       ok',
			'Nightly             CallGear  nothing in 0 requests     FAILED',
			'',
			'FAILED Nightly, CallGear: a',
			'FAILED Nightly, CallGear: b',
		]);
	});
});
