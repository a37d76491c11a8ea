import { partition, upperFirst } from 'lodash';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValue,
} from 'n8n-workflow';

import { code, either, plain, sentence } from './markdown';

/** Where a field is, for the fields that decide whether it is shown. */
export interface Around {
	/** All fields of the node. */
	root: INodeProperties[];
	/** The fields beside it. */
	beside: INodeProperties[];
}

type AnyOption = INodePropertyOptions | INodeProperties | INodePropertyCollection;

function choicesOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return (options as AnyOption[]).filter((option): option is INodePropertyOptions => 'value' in option);
}

function choiceNamed(field: INodeProperties, value: unknown): string {
	return plain(choicesOf(field).find((choice) => choice.value === value)?.name ?? String(value));
}

/** What a field holds before a user touches it, as the user sees it; empty when that is nothing. */
export function defaultOf(field: INodeProperties): string {
	const { type, default: value } = field;
	if (type === 'options') return choiceNamed(field, value);
	if (type === 'multiOptions') return (value as unknown[]).map((each) => choiceNamed(field, each)).join(', ');
	if (type === 'boolean') return value === true ? 'on' : 'off';
	const held = type === 'resourceLocator' ? (value as { value?: unknown }).value : value;
	if (typeof held === 'number') return String(held);
	return typeof held === 'string' && held !== '' ? code(held.replace(/^=/, '')) : '';
}

/**
 * What a field is: when it is shown, its description and hint, what may be chosen or entered, an example.
 *
 * @throws Error when it is shown upon a condition that there are no words for
 */
export function describeField(field: INodeProperties, around: Around): string {
	const { description = '', hint = '' } = field;
	const choices = choiceLines(field);
	const parts = [
		conditionOf(field, around),
		sentence(plain(description)),
		sentence(plain(hint)),
		boundsOf(field),
		waysOf(field),
		exampleOf(field),
		choices.sentence,
	];
	return [parts.filter((part) => part !== '').join(' '), ...choices.lines].join('<br>');
}

function conditionOf({ displayName, displayOptions }: INodeProperties, { root, beside }: Around): string {
	const worded = (verb: string, rules: Record<string, unknown> = {}) =>
		Object.entries(rules).map(([key, values]) => {
			const name = key.replace(/^\//, '');
			const decider = (key.startsWith('/') ? root : beside).find((field) => field.name === name);
			if (!decider || !Array.isArray(values))
				throw new Error(`There are no words for when ${displayName} is shown: ${key}`);
			return `${verb} ${stateOf(decider, values as NodeParameterValue[])}`;
		});
	const shown = worded('with', displayOptions?.show).join(', ');
	const conditions = [
		...(shown === '' ? [] : [`only ${shown}`]),
		...worded('not with', displayOptions?.hide),
	];
	return conditions.length === 0 ? '' : `*${upperFirst(conditions.join(', '))}.*`;
}

function stateOf(decider: INodeProperties, values: NodeParameterValue[]): string {
	const { displayName, type } = decider;
	if (type === 'boolean') return `${displayName} turned ${values.includes(true) ? 'on' : 'off'}`;
	return `${displayName} ${either(values.map((value) => `**${choiceNamed(decider, value)}**`))}`;
}

function boundsOf({ typeOptions: { minValue, maxValue } = {} }: INodeProperties): string {
	if (minValue !== undefined && maxValue !== undefined) return `From ${minValue} to ${maxValue}.`;
	if (maxValue !== undefined) return `At most ${maxValue}.`;
	return minValue === undefined || minValue === 0 ? '' : `At least ${minValue}.`;
}

/** In which ways something that exists at the vendor is named. */
function waysOf({ modes = [] }: INodeProperties): string {
	return modes.length === 0 ? '' : `${either(modes.map(({ displayName }) => `**${displayName}**`))}.`;
}

function exampleOf(field: INodeProperties): string {
	const given = [field, ...(field.modes ?? [])].map(({ placeholder = '' }) => placeholder);
	// Behind a semicolon stands what holds while the field is empty
	const example =
		/^e\.g\. (.*?)(?:; now .*)?$/.exec(given.find((text) => text.startsWith('e.g. ')) ?? '')?.[1] ?? '';
	return example === '' || code(example) === defaultOf(field) ? '' : `E.g. ${code(example)}`;
}

/** The choices: in one sentence where their names say all, else in lines of their own. */
function choiceLines(field: INodeProperties): { sentence: string; lines: string[] } {
	const [told, bare] = partition(choicesOf(field), ({ description = '' }) => description !== '');
	const names = bare.map(({ name }) => `**${plain(name)}**`);
	if (told.length === 0) return { sentence: names.length === 0 ? '' : `${either(names)}.`, lines: [] };
	const lines = told.map(({ name, description = '' }) => `**${plain(name)}**: ${plain(description)}`);
	return { sentence: '', lines: names.length === 0 ? lines : [...lines, names.join(', ')] };
}
