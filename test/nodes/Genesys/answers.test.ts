import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { CODES } from '../../../nodes/Genesys/meanings';
import { CHAT, DOCUMENT, type Genesys, held, login, openChat, posts, run, startGenesys } from './support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const ids = { chatId: CHAT, documentId: DOCUMENT };
const OPERATION = { method: 'POST', path: '/me/chats/' };

/** Uploads one item under "Continue" and gives its error. */
async function failing(parameters = {}): Promise<IDataObject> {
	const { main } = await run(
		genesys,
		'genesysUploadFile',
		{ ...ids, ...parameters },
		{ onError: 'continueRegularOutput' },
	);
	return main[0].json.error as IDataObject;
}

function answer(status: number, body: unknown): void {
	genesys.faults.add({ when: OPERATION, times: Infinity, fault: { kind: 'status', status, body } });
}

describe.each(['mirror', 'flat'] as const)('refusals of a site with %s statuses', (errorStatuses) => {
	beforeEach(() => {
		genesys.settings.errorStatuses = errorStatuses;
	});

	it.each([
		[
			'a document that is not linked',
			{ documentId: '0001RaC8KT5M00R2' },
			{ vendorCode: 2, message: 'Genesys cannot deliver this document in the chat now' },
		],
		[
			'a chat that nobody knows',
			{ chatId: 'unknown' },
			{ vendorCode: 6, message: 'Genesys does not know the chat or the document' },
		],
		[
			'a chat of another agent',
			{ chatId: '0001RaC8KT5M00QY' },
			{ vendorCode: 6, message: 'Genesys does not know the chat or the document' },
		],
	])('tells %s', async (_name, parameters, expected) => {
		const error = await failing(parameters);
		expect(error).toMatchObject({ ...expected, delivery: 'refused' });
		expect(error.vendorText).toBeTruthy();
		expect(error.httpStatus === 200).toBe(errorStatuses === 'flat');
		expect(held(genesys, 'uploadedFile')).toEqual([]);
	});

	it('tells a chat that is over', async () => {
		openChat(genesys, CHAT, { state: 'Completed', links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
		const error = await failing();
		expect(error).toMatchObject({ vendorCode: 2, delivery: 'refused' });
		expect(error.description).toContain('Operation [UploadFile] is not valid in state [Completed]');
	});

	it('tells an agent without the Agent role', async () => {
		const user = genesys.state.users.get(genesys.keys.username);
		if (user) user.roles = [];
		expect(await failing()).toMatchObject({
			vendorCode: 5,
			message: 'The agent lacks the permission for this',
			delivery: 'refused',
		});
	});
});

it('hints at the chat feature when nothing is found', async () => {
	genesys.settings.chatFeature = false;
	const error = await failing();
	expect(error).toMatchObject({ httpStatus: 404, vendorCode: 6, delivery: 'refused' });
	expect(error.description).toContain('api-multimedia');
});

it('names a wrong login, once n8n has tried to renew the session', async () => {
	const { main } = await run(genesys, 'genesysUploadFile', ids, {
		onError: 'continueRegularOutput',
		credentials: login(genesys, { password: 'a-mistyped-password' }),
	});
	const error = main[0].json.error as IDataObject;
	expect(error).toMatchObject({
		message: 'Genesys did not accept the login',
		vendorText: 'Access denied',
		vendorCode: 20,
		httpStatus: 403,
		delivery: 'refused',
	});
	expect(error.description).toContain('User Name and Password');
	// No upload is tried with a login that the session's own request has found to be wrong
	expect(posts(genesys)).toHaveLength(0);
});

describe('every statusCode of the vendor page', () => {
	it.each(Object.keys(CODES).map(Number))('%i is told in words, with HTTP 200 too', async (statusCode) => {
		const uncertain = [4, 7, 9].includes(statusCode);
		for (const status of [200, 400]) {
			sandbox.reset();
			answer(status, { statusCode, statusMessage: `reason ${statusCode}` });
			const error = await failing();
			expect(error).toMatchObject({
				vendorCode: statusCode,
				vendorText: `reason ${statusCode}`,
				httpStatus: status,
				delivery: uncertain ? 'uncertain' : 'refused',
			});
			expect(String(error.message)).toMatch(/^[A-Z]\w+/);
			expect(String(error.description)).toContain(`Genesys said: "reason ${statusCode}" (code ${statusCode}`);
			expect(posts(genesys)).toHaveLength(1);
		}
	});

	it('takes a code that the page does not list', async () => {
		answer(200, { statusCode: 77, statusMessage: 'something new' });
		expect(await failing()).toMatchObject({
			message: 'Genesys refused the request',
			vendorCode: 77,
			vendorText: 'something new',
		});
	});

	it('shows the reason of the part that failed', async () => {
		answer(200, { statusCode: 7, failed: [{ statusCode: 4, statusMessage: 'no device' }], succeeded: [] });
		expect(await failing()).toMatchObject({ vendorCode: 7, vendorText: 'no device', delivery: 'uncertain' });
	});
});

describe('answers out of order', () => {
	it('takes HTTP 500 with statusCode 0 for what it is', async () => {
		answer(500, { statusCode: 0 });
		expect(await failing()).toMatchObject({ httpStatus: 500, delivery: 'uncertain' });
	});

	it('takes HTTP 500 with statusCode 4 for a request that may have been carried out', async () => {
		answer(500, { statusCode: 4, statusMessage: 'Server error' });
		expect(await failing()).toMatchObject({ httpStatus: 500, vendorCode: 4, delivery: 'uncertain' });
		expect(posts(genesys)).toHaveLength(1);
	});

	it.each([
		[401, 'Unauthorized', { message: 'Genesys did not accept the login', delivery: 'refused' }],
		[403, 'Blocked by proxy', { message: 'Access to Genesys was denied', delivery: 'refused' }],
		[
			404,
			'<html>no</html>',
			{ message: 'There is no Genesys Web Services at this address', delivery: 'refused' },
		],
		[413, 'Too large', { message: 'The file is too large for this Genesys site', delivery: 'refused' }],
	])('HTTP %i without an envelope', async (status, body, expected) => {
		answer(status, body);
		expect(await failing()).toMatchObject({ ...expected, httpStatus: status });
	});

	it.each([
		['an empty body', ''],
		['no statusCode', {}],
		['a list', []],
		['a statusCode in words', { statusCode: 'zero' }],
	])('does not take HTTP 200 with %s for a success', async (_name, body) => {
		answer(200, body);
		expect(await failing()).toMatchObject({
			message: 'Genesys did not say whether it carried out the request',
			delivery: 'uncertain',
		});
	});
});
