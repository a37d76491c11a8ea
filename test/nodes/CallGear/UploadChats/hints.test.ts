import { range } from 'lodash';
import type { INodeType } from 'n8n-workflow';

import { packNodes } from '../../../../testkit/pack';
import { chatOf, useCallGear } from '../support';

const { callGear, upload, calls } = useCallGear();

const zone = { options: { accountTimezone: 'Asia/Dubai' } };
const remove = expect.stringMatching(/remove the loop: 50 chats fit one request/) as string;
const enter = (runs: number) =>
	expect.stringMatching(
		new RegExp(`^${runs} runs at the same time .* Enter it as Account Time Zone`),
	) as string;

describe('a loop of one chat at a time', () => {
	it('is told from its third run on', async () => {
		const { error, hints } = await upload([chatOf(0)], zone, { runs: 4 });
		expect(error).toBeUndefined();
		expect(hints).toEqual([[], [], [remove], [remove]]);
		expect(calls('upload.chats')).toHaveLength(4);
	});

	it('is no fault of runs with several chats', async () => {
		expect((await upload([chatOf(0), chatOf(1)], zone, { runs: 4 })).hints).toEqual([[], [], [], []]);
	});

	it('is no fault of an agent that calls its tool', async () => {
		const tool = packNodes().get('callGearUploadChats') as INodeType;
		const more = { node: 'callGearUploadChatsTool', extraNodes: { callGearUploadChatsTool: tool }, runs: 4 };
		expect((await upload([chatOf(0)], zone, more)).hints).toEqual([[], [], [], []]);
	});
});

describe('an account time zone that is asked for', () => {
	const together = async (count: number, parameters = {}) => {
		callGear().faults.add({ times: Infinity, fault: { kind: 'delay', ms: 300 } });
		const results = await Promise.all(
			range(count).map(async (index) => await upload([chatOf(index)], parameters)),
		);
		expect(results.map(({ status }) => status)).toEqual(range(count).map(() => 'success'));
		// Which of them came last, the machine decides
		return results.flatMap(({ hints }) => hints.flat()).sort();
	};

	it('is better entered when many runs ask at the same time', async () => {
		expect(await together(6)).toEqual([enter(5), enter(6)]);
	});

	it('may be asked for by a few, and by many one after the other', async () => {
		expect(await together(4)).toEqual([]);
		for (const index of range(6)) expect((await upload([chatOf(index)])).hints).toEqual([[]]);
	});

	it('is no matter where it is entered', async () => {
		expect(await together(6, zone)).toEqual([]);
	});
});
