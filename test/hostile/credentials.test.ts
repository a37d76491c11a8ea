import { mapValues, uniqBy } from 'lodash';
import { type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox';
import { contracts, type Entry } from '../../testkit/contracts';
import type { StoredCredentials } from '../../testkit/credentials';
import { packCredentials } from '../../testkit/pack';
import { testCredential } from '../support/credentialTest';
import { hostileTexts } from './corpus';
import { patiently } from './hostile';
import { isClear } from './judge';

/** A request to the first would leave this machine, and the others stand in every date. */
const LEFT_OUT = ['the address of a cloud’s secrets', 'a year', 'a month', 'a day'];
const typed = hostileTexts.filter(({ title }) => !LEFT_OUT.includes(title));

/** The fields of text that somebody who typed these values sees. */
function textFields(type: string, values: StoredCredentials[string]): INodeProperties[] {
	const properties = packCredentials().get(type)?.properties ?? [];
	return properties.filter(
		(property) =>
			property.type === 'string' &&
			NodeHelpers.displayParameter(values as never, property, { typeVersion: 1 }, null),
	);
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

const contractOf = ({ vendor, contract }: Entry) => contract(() => sandbox.vendors[vendor]);

/** Contracts that sign in in the same way would only say the same again. */
const waysToSignIn = (vendor: string) =>
	uniqBy(
		contracts.filter((entry) => entry.vendor === vendor),
		(entry) =>
			JSON.stringify(
				mapValues(contractOf(entry).credentials(), ({ authentication }) => authentication ?? ''),
			),
	);

describe.each([...new Set(contracts.map(({ vendor }) => vendor))])('the credentials of %s', (vendor) => {
	it('are told what is wrong with them, whatever was typed, and show nothing of it', async () => {
		const problems: string[] = [];
		for (const entry of waysToSignIn(vendor)) {
			const [[type, good]] = Object.entries(contractOf(entry).credentials());
			for (const { name, displayName } of textFields(type, good)) {
				for (const { title, value } of typed) {
					const bad = { ...good, [name]: value as string };
					const found = [
						...(await problemsOfRun(entry, { [type]: bad })),
						...(await problemsOfTest(type, bad)),
					];
					problems.push(...found.map((problem) => `${type} > ${displayName}, ${title}: ${problem}`));
				}
			}
		}
		expect(problems).toEqual([]);
	}, 240_000);

	it('are read without what copying adds and nobody sees, in every field but a password', async () => {
		const problems: string[] = [];
		for (const entry of waysToSignIn(vendor)) {
			const [[type, good]] = Object.entries(contractOf(entry).credentials());
			for (const { name, displayName } of textFields(type, good)) {
				const value = String(good[name] ?? '');
				if (name === 'password' || value === '') continue;
				const copied = { ...good, [name]: asCopied(value) };
				const ran = await resultOfRun(entry, { [type]: copied });
				const { status, message } = await testCredential(type, copied);
				const error = ran.failed[0]?.json.error as { message?: string } | undefined;
				if (ran.main.length !== 1) {
					problems.push(`${type} > ${displayName}: ${error?.message ?? ran.error?.message}`);
				}
				if (status !== 'OK') problems.push(`${type} > ${displayName}, tested: ${message}`);
			}
		}
		expect(problems).toEqual([]);
	}, 240_000);

	async function resultOfRun(from: Entry, credentials: StoredCredentials) {
		const contract = contractOf(from);
		const { node, parameters } = contract;
		sandbox.reset();
		contract.prepare?.(1);
		const items = [contract.item(0)];
		const options = { ...(parameters.options as object), maxTries: 1 };
		return await patiently(() => ({
			node,
			items,
			credentials: structuredClone(credentials),
			parameters: { ...parameters, options },
			onError: 'continueErrorOutput',
		}));
	}

	async function problemsOfRun(from: Entry, credentials: StoredCredentials): Promise<string[]> {
		const result = await resultOfRun(from, credentials);
		if (result.error) return [`the run ended: ${result.error.message}`];
		if (result.main.length === 1) return [];
		const { message, description, delivery } = result.failed[0].json.error as Record<string, string>;
		const words = `${message} ${description}`;
		return [
			...(isClear(words, undefined) ? [] : [`unclear: ${words}`]),
			...(delivery === 'uncertain' ? [`left in doubt: ${words}`] : []),
			...shown(result.everything, credentials),
		];
	}

	async function problemsOfTest(type: string, values: StoredCredentials[string]): Promise<string[]> {
		const { status, message } = await testCredential(type, values);
		return [
			...(isClear(message, undefined) ? [] : [`unclear: ${message}`]),
			...(status === 'OK' || message !== '' ? [] : ['no words']),
			...shown(message, { [type]: values }),
		];
	}
});

/** A text with what comes along when it is copied from a web page: around it, and between its characters. */
function asCopied(text: string): string {
	const half = Math.ceil(text.length / 2);
	return ` \u200e\u00ad${text.slice(0, half)}\u00ad\u200b${text.slice(half)}\u202c\ufeff\n`;
}

/** The values of password fields that a text repeats. */
function shown(text: string, credentials: StoredCredentials): string[] {
	return Object.entries(credentials).flatMap(([type, values]) =>
		textFields(type, values)
			.filter(({ name, typeOptions }) => {
				const value = String(values[name] ?? '').trim();
				return typeOptions?.password === true && value.length >= 8 && text.includes(value);
			})
			.map(({ displayName }) => `shows ${displayName}`),
	);
}
