import type { IDataObject } from 'n8n-workflow';

import { Preview } from '../../../../nodes/CallGear/uploads/preview';
import type { Ready } from '../../../../nodes/CallGear/uploads/ready';

const MESSAGES = { one: 'offline message', many: 'offline messages', list: 'offline_messages' };
const ready = (item: number, warnings: string[] = [], body: IDataObject = { name: `${item}` }) =>
	({ items: [item], shown: { ext_id: `m-${item}` }, body, warnings: () => warnings }) as unknown as Ready;

const previewOf = (...batches: Ready[][]) => {
	const preview = new Preview(MESSAGES);
	for (const batch of batches) preview.add(batch);
	const hints = preview.end();
	return { hints, shown: preview.shown };
};

describe('what an upload would do', () => {
	it('is shown for each, with the request that it would be in', () => {
		const { hints, shown } = previewOf([ready(0), ready(1)], [ready(2, ['Odd.'])]);
		expect(shown.map(({ items }) => items)).toEqual([[0], [1], [2]]);
		expect(shown.map(({ json }) => json)).toEqual([
			{
				check_only: true,
				ext_id: 'm-0',
				request: 1,
				requests: 2,
				offline_messages: 3,
				offline_message: { name: '0' },
			},
			expect.objectContaining({ request: 1, requests: 2 }),
			expect.objectContaining({ request: 2, requests: 2, offline_messages: 3, warnings: ['Odd.'] }),
		]);
		expect(hints).toEqual([
			{
				message: 'Check Only: 3 offline messages would be uploaded in 2 requests. Nothing was sent.',
				location: 'outputPane',
			},
			{
				message:
					'1 offline message would be uploaded as CallGear takes it, but something looks wrong: see "warnings" in the output.',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	});

	it('is counted where it is one alone, and where it is nothing', () => {
		const [{ message }, ...others] = previewOf([ready(0)]).hints;
		expect(message).toBe('Check Only: 1 offline message would be uploaded in 1 request. Nothing was sent.');
		expect(others).toEqual([]);
		expect(previewOf().hints[0].message).toBe(
			'Check Only: 0 offline messages would be uploaded in 0 requests. Nothing was sent.',
		);
	});

	it('is warned of where several look wrong', () => {
		const [, warning] = previewOf([ready(0, ['Odd.']), ready(1, ['Odd.', 'Very odd.']), ready(2)]).hints;
		expect(warning.message).toBe(
			'2 offline messages would be uploaded as CallGear takes them, but something looks wrong: see "warnings" in the output.',
		);
	});
});
