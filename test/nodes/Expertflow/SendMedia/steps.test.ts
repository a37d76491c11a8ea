import type { Fault } from '../../../../sandbox';
import { login, onlyError, run, useExpertflow, vendor, withFile } from '../support';
import { fromFile, fromUrl, messages, NODE } from './support';

useExpertflow();

const TOKEN = /protocol\/openid-connect\/token$/;
const UPLOAD = /uploadFile(Stream|FromUrl)$/;
const MESSAGE = /message\/receive$/;

const faults: Record<string, { strikes: Fault; timeout?: number }> = {
	'a reset before anything was done': { strikes: { kind: 'resetBefore' } },
	'a reset after all was done': { strikes: { kind: 'resetAfter' } },
	'a web page': { strikes: { kind: 'html' } },
	'a web page of a gateway': { strikes: { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' } },
	'an answer cut in half': { strikes: { kind: 'cutJson' } },
	'another answer': { strikes: { kind: 'wrongShape', body: ['other'] } },
	'no answer within the time limit': { strikes: { kind: 'hang' }, timeout: 1_000 },
};

interface Step {
	path: RegExp;
	/** What makes n8n ask for a token anew. */
	unauthorized?: RegExp;
	delivery: 'notSent' | 'uncertain';
	/** Whether the file is stored by then. */
	stored?: true;
}

const steps: Record<string, Step> = {
	'sign-in': { path: TOKEN, delivery: 'notSent' },
	'sign-in after the upload was turned down': { path: TOKEN, unauthorized: UPLOAD, delivery: 'notSent' },
	'sign-in after the message was turned down': {
		path: TOKEN,
		unauthorized: MESSAGE,
		delivery: 'notSent',
		stored: true,
	},
	upload: { path: UPLOAD, delivery: 'notSent' },
	message: { path: MESSAGE, delivery: 'uncertain', stored: true },
};

const sources = { 'a file': fromFile, 'an address': { ...fromUrl, fileDetails: { fileName: 'photo.jpg' } } };

const table = Object.entries(steps).flatMap(([step, of]) =>
	Object.entries(faults).flatMap(([fault, by]) =>
		Object.entries(sources).map(([source, parameters]) => ({
			step,
			fault,
			source,
			parameters,
			...of,
			...by,
		})),
	),
);

describe('what is said of the message', () => {
	beforeEach(() => {
		vendor().settings.gateway = '4.9';
	});

	// CCM takes a message with any status of success, whatever the body is
	const told = table.filter(({ step, fault }) => step !== 'message' || fault !== 'another answer');

	it.each(told)('$fault at $step, with $source', async (row) => {
		const account = login();
		if (row.unauthorized) {
			// The first run gets a token, which the second one is turned down with
			await run(NODE, row.parameters, { items: [withFile()], account });
			vendor().faults.add({ when: { path: row.unauthorized }, fault: { kind: 'status', status: 401 } });
		}
		const before = messages().length;
		vendor().faults.add({ when: { path: row.path }, times: Infinity, fault: row.strikes });
		const options = { maxTries: 1, ...(row.timeout ? { timeout: row.timeout } : {}) };
		const error = onlyError(
			await run(
				NODE,
				{ ...row.parameters, options },
				{
					items: [withFile()],
					account,
					onError: 'continueErrorOutput',
				},
			),
		);
		expect(error.delivery).toBe(row.delivery);
		if (row.delivery === 'notSent') expect(messages()).toHaveLength(before);
		expect(error.done !== undefined).toBe(row.stored ?? false);
	});
});
