import type { INodeProperties, INodePropertyModeValidation, INodeType } from 'n8n-workflow';

import { packCredentials, packNodes } from '../../testkit/pack';
import { isTrigger } from './kinds';
import { everyField, isFilledIn } from '../../testkit/everyField';

const nodes: Array<[string, INodeType]> = [...packNodes()];
const credentials = [...packCredentials()];

/** The collections that every user of n8n knows. */
const PLAIN = ['options', 'additionalFields', 'filters'];

/** The names of fields for values that a user has to fetch from somewhere. */
const KEPT_ELSEWHERE = /(key|token|secret|ticket|id|url)$/i;

const fieldsOf = (properties: INodeProperties[]) =>
	everyField(properties).filter(([, field]) => isFilledIn(field));

/** The names of the fields on which others, or the credentials, depend. */
function deciding({ description }: INodeType): Set<string> {
	const shown = [
		...everyField(description.properties).map(([, { displayOptions }]) => displayOptions?.show),
		...(description.credentials ?? []).map(({ displayOptions }) => displayOptions?.show),
	];
	return new Set(shown.flatMap((show) => Object.keys(show ?? {}).map((name) => name.replace(/^\//, ''))));
}

describe.each(nodes)('the fields of %s', (_, node) => {
	const { properties } = node.description;
	const top = properties.filter(isFilledIn);
	const all = fieldsOf(properties);

	it('come in order: what must be filled in, what may be, Additional Fields, Options', () => {
		const decides = deciding(node);
		const place = ({ name, required }: INodeProperties) => {
			if (name === 'options') return 3;
			if (name === 'additionalFields') return 2;
			return required || decides.has(name) ? 0 : 1;
		};
		const places = top
			.filter(({ name, required }) => required || !decides.has(name))
			.map((field) => ({ name: field.name, place: place(field) }));
		expect(places).toEqual([...places].sort((a, b) => a.place - b.place));
		// A trigger may have none
		if (!isTrigger(node.description)) expect(top.at(-1)?.displayName).toBe('Options');
	});

	it('say what to put in, for people and for models', () => {
		const silent = all.filter(
			([path, { description = '', displayName }]) =>
				!PLAIN.includes(path) && (description.length < 12 || description === displayName),
		);
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('give an example wherever text is typed', () => {
		const bare = all.filter(
			([, { type, typeOptions, placeholder = '' }]) =>
				['string', 'json'].includes(type) && !typeOptions?.password && !placeholder.startsWith('e.g. '),
		);
		expect(bare.map(([path]) => path)).toEqual([]);
	});

	it('hide at first what is seldom needed', () => {
		const open = top.filter(({ required, name }) => !required && !deciding(node).has(name));
		expect(open.filter(({ displayOptions }) => displayOptions === undefined).length).toBeLessThanOrEqual(7);
	});

	it('name files as n8n does', () => {
		for (const [, { name, displayName, description, default: preset }] of all) {
			if (/^(binary|input)(Field|Property|Data)/i.test(name))
				expect({ name, displayName, preset }).toEqual({
					name: 'binaryField',
					displayName: 'Input Data Field Name',
					preset: 'data',
				});
			if (/^output(Field|Property|Data)/i.test(name))
				expect({ name, displayName, preset }).toEqual({
					name: 'outputField',
					displayName: 'Output Data Field Name',
					preset: 'data',
				});
			expect(`${displayName} ${description}`).not.toMatch(/binary propert/i);
		}
	});

	it('pick columns of the input from a list, by name, or by dragging them there', () => {
		for (const [, { displayName, modes = [], requiresDataPath }] of all) {
			if (!displayName.endsWith(' Column')) continue;
			const names = modes.map((mode) => mode.displayName);
			expect({ displayName, names, requiresDataPath }).toEqual({
				displayName,
				names: ['From List', 'By Name'],
				requiresDataPath: 'single',
			});
			expect(modes[0].typeOptions).toEqual({
				searchListMethod: 'searchColumns',
				searchable: true,
				skipCredentialsCheckInRLC: true,
			});
		}
	});

	it('pick single things from a list, by ID or by URL, and check what is typed', () => {
		const locators = all
			.filter(([, { type, requiresDataPath }]) => type === 'resourceLocator' && !requiresDataPath)
			.map(([, field]) => field);
		for (const { displayName, modes = [], default: preset } of locators) {
			const names = modes.map((mode) => mode.displayName);
			// What has no ID, as a queue, is taken by its name
			const typed1 = names[1] === 'By Name' ? 'By Name' : 'By ID';
			expect({ displayName, names }).toEqual({
				displayName,
				names: ['From List', typed1, 'By URL'].slice(0, names.length),
			});
			const [list, ...typed] = modes;
			const { searchListMethod = '', searchable } = list.typeOptions ?? {};
			expect({ displayName, searchable }).toEqual({ displayName, searchable: true });
			expect(node.methods?.listSearch).toHaveProperty(searchListMethod);
			for (const { placeholder, validation = [] } of typed) {
				expect(placeholder).toMatch(/^e\.g\. /);
				for (const rule of validation as INodePropertyModeValidation[]) {
					expect(rule.type).toBe('regex');
					const { regex, errorMessage } = rule.properties as { regex: string; errorMessage: string };
					expect(placeholder?.replace('e.g. ', '')).toMatch(new RegExp(`^${regex}$`));
					expect(errorMessage).toMatch(/^An? |^The /);
				}
				expect({ displayName, checked: validation.length }).toEqual({ displayName, checked: 1 });
			}
			// Only where the node before gives it, something else than the list is preset
			const { mode, value } = preset as { mode: string; value: string };
			expect(mode === 'list' || value.startsWith('={{')).toBe(true);
		}
	});

	it('warn in whole sentences', () => {
		for (const { displayName, type, default: preset } of properties.filter(({ type }) => type === 'notice')) {
			expect({ type, preset }).toEqual({ type: 'notice', preset: '' });
			expect(displayName).toMatch(/^[A-Z].*\.$/);
		}
	});
});

describe.each(credentials)('the fields of the credential %s', (_, { properties }) => {
	const all = fieldsOf(properties);

	it('say what they are for', () => {
		const silent = all.filter(([, { description = '' }]) => description.length < 12);
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('show where a key, token, secret, id or address is found', () => {
		// n8n shows a hint below the field, the description only under the pointer
		const wanted = all.filter(([, { name, type }]) => type === 'string' && KEPT_ELSEWHERE.test(name));
		const silent = wanted.filter(([, { hint = '' }]) => !/^[A-Z].{14,}\.$/.test(hint));
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('say nothing twice', () => {
		const sentences = (text = '') => text.split(/(?<=[.;]) |\.$/).filter((part) => part !== '');
		const doubled = all.filter(([, { description, hint }]) =>
			sentences(hint).some((sentence) => sentences(description).includes(sentence)),
		);
		expect(doubled.map(([path]) => path)).toEqual([]);
	});

	it('give an example, but not for secrets', () => {
		const bare = all.filter(
			([, { type, typeOptions, placeholder = '' }]) =>
				type === 'string' && !typeOptions?.password && !placeholder.startsWith('e.g. '),
		);
		expect(bare.map(([path]) => path)).toEqual([]);
	});

	it('ask for something', () => {
		const places = all.map(([, { required }]) => required === true);
		expect(places.includes(true)).toBe(true);
	});
});

describe('the same thing', () => {
	const everything = [
		...nodes.flatMap(([, { description }]) => fieldsOf(description.properties)),
		...credentials.flatMap(([, { properties }]) => fieldsOf(properties)),
	].map(([, field]) => field);

	/** Groups with more than one member, as `key: members`. */
	function several(key: (field: INodeProperties) => string, member: (field: INodeProperties) => string) {
		const groups = new Map<string, Set<string>>();
		for (const field of everything) {
			groups.set(key(field), (groups.get(key(field)) ?? new Set()).add(member(field)));
		}
		return [...groups].filter(([, members]) => members.size > 1).map(([name, members]) => [name, ...members]);
	}

	it('has the same display name in all nodes and credentials', () => {
		// An ID that is typed is called by the thing and "ID", one that can be picked by the thing alone
		expect(
			several(
				({ name }) => name,
				({ displayName }) => displayName.replace(/ ID$/, ''),
			),
		).toEqual([]);
	});

	it('has the same internal name', () => {
		expect(
			several(
				({ displayName, type }) => `${displayName} (${type})`,
				({ name }) => name,
			),
		).toEqual([]);
	});
});
