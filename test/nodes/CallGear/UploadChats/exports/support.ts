import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type NodeRun, type TestItem } from '../../../../../testkit/n8n';
import { errorIn, useCallGear } from '../../support';

export const SITE = { __rl: true, mode: 'id', value: '3101' };

/** The employee of a name in the other tool. */
export const agents = (...named: Array<[inExport: string, employee?: string]>): INodeParameters => ({
	agents: {
		agent: named.map(([inExport, value = '']) => ({
			inExport,
			employeeId: { __rl: true, mode: 'id', value },
		})),
	},
});

/** CallGear for tests of one format, whose exports come in the field `export` of each item. */
export function useExports(exportFormat: string) {
	const callGear = useCallGear();

	/** Uploads exports, each in an item of its own. */
	async function take(exports: unknown[], parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) {
		return await callGear.upload(
			[],
			{ source: 'export', exportFormat, export: '={{ $json.export }}', siteId: SITE, ...parameters },
			{ items: exports.map((held): TestItem => ({ json: { export: held as never } })), ...more },
		);
	}

	/** What an export is refused with, of which nothing is sent. */
	async function refusal(held: unknown, parameters: INodeParameters = {}) {
		const { failed, main } = await take([held], parameters, { onError: 'continueErrorOutput' });
		expect(main).toEqual([]);
		expect(callGear.calls('upload.chats')).toEqual([]);
		const { message, description, field, item, delivery } = errorIn(failed[0]);
		expect(delivery).toBe('notSent');
		return { message, description, field, item } as Record<string, string>;
	}

	/** The chats that arrived, as they were sent. */
	const sent = () =>
		callGear.calls('upload.chats').flatMap(({ params }) => (params.chats ?? []) as IDataObject[]);

	return { ...callGear, take, refusal, sent };
}
