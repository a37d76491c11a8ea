/** Reads an item's fields with its own index and refuses by the name that the user sees. */

import { memoize } from 'lodash';
import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeProperties,
	INodePropertyCollection,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { z } from 'zod';

import { Failure, invalidField } from './errors';
import { oncePerExecution } from './once';
import { bare, checkLargeValue, checkValue } from './values';

const objectShape = z.record(z.unknown());

/** Objects that were found to be fields or entries: one without expressions is the same object for every item. */
const records = new WeakMap<object, Record<string, unknown>>();

/** n8n's contexts in which there are no items: a trigger in all its ways, and a pick list. */
export type ItemlessContext =
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

const ON = ['true', '1'];
const OFF = ['false', '0'];

/**
 * Reads one item's fields and refuses what cannot be sent, naming the field as the user sees it. A field left empty counts as not given.
 */
export class Fields {
	private constructor(
		private readonly values: (name: string) => unknown,
		private readonly properties: readonly INodeProperties[],
		private readonly place: string,
		/** The input item that the fields are of; 0 where there is none. */
		readonly itemIndex: number,
		private readonly hasItems = true,
	) {}

	/** The fields of a node, for one input item. Each is read when it is asked for first. */
	static ofItem(
		context: IExecuteFunctions,
		itemIndex: number,
		properties: readonly INodeProperties[],
	): Fields {
		return new Fields(
			memoize((name: string) => readParameter(context, itemIndex, name)),
			properties,
			'',
			itemIndex,
		);
	}

	/** The fields of a node where there are no items, as in a trigger. Each is read when it is asked for first. */
	static ofNode(context: ItemlessContext, properties: readonly INodeProperties[]): Fields {
		const read = (name: string): unknown => context.getNodeParameter(name, undefined, { extractValue: true });
		return new Fields(memoize(read), properties, '', 0, false);
	}

	/**
	 * Fields of given values, e.g. the columns of a row: what builds a body from fields needs no n8n. A `Failure` as a value says why there is none: it is
	 * thrown when the field is read.
	 */
	static of(values: Record<string, unknown>, properties: readonly INodeProperties[], itemIndex = 0): Fields {
		const read = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
		return new Fields(read, properties, '', itemIndex);
	}

	/** The fields inside a collection of this node, e.g. `additionalFields`. */
	collection(name: string): Fields {
		const label = this.label(name);
		const inner = (this.property(name).options ?? []) as INodeProperties[];
		const values = record(this.given(name) ?? {}, label, 'fields', label);
		return new Fields((field) => values[field], inner, `${label} > `, this.itemIndex, this.hasItems);
	}

	/** The entries of a fixed collection with multiple values, e.g. a list of messages. */
	entries(name: string, group: string): Fields[] {
		const label = this.label(name);
		const groups = (this.property(name).options ?? []) as INodePropertyCollection[];
		const inner = groups.find((option) => option.name === group)?.values ?? [];
		const given = record(this.given(name) ?? {}, label, 'entries', label)[group];
		return [given ?? []].flat().map((entry, index) => {
			const place = `${label} ${index + 1}`;
			const values = record(entry, place, 'fields', label);
			return new Fields((field) => values[field], inner, `${place} > `, this.itemIndex, this.hasItems);
		});
	}

	/** The name of a field as the user sees it, with the collection it is in. */
	label(name: string): string {
		return `${this.place}${this.property(name).displayName}`;
	}

	/** The same fields, with those of these names taken from others. */
	replaced(names: string[], others: Fields): Fields {
		const of = (name: string) => (names.includes(name) ? others : this);
		const properties = names.map((name) => ({ ...others.property(name), name }) as INodeProperties);
		return new Fields(
			(name) => of(name).values(name),
			[...properties, ...this.properties],
			this.place,
			this.itemIndex,
		);
	}

	/** Whether nothing, or nothing but spaces, stands in a field. */
	isBlank(name: string): boolean {
		const value = this.given(name);
		return value === undefined || (typeof value === 'string' && value.trim() === '');
	}

	/**
	 * The value as n8n gives it; undefined when it is empty.
	 *
	 * @throws Failure when something in it would not arrive as it is; of a number alone it depends on what is read from it
	 */
	raw(name: string): unknown {
		const value = this.read(name);
		if (isLocator(value)) checkValue(value.value, this.label(name));
		else if (typeof value === 'string' || typeof value === 'object') checkValue(value, this.label(name));
		return value;
	}

	/** The same for a value that may be very large: everything else in the process has its turn while it is looked at. */
	async rawLarge(name: string): Promise<unknown> {
		const value = this.read(name);
		if (typeof value === 'string' || typeof value === 'object')
			await checkLargeValue(value, this.label(name));
		return value;
	}

	/** Text as it stands, or undefined when empty. Numbers from expressions become text. */
	optionalText(name: string): string | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		if (typeof value === 'string') return value;
		if (Number.isFinite(value)) checkValue(value, this.label(name));
		if (Number.isFinite(value) || typeof value === 'boolean') return String(value);
		throw invalidField(
			this.label(name),
			`holds ${kindOf(value)} instead of text`,
			'Use an expression that gives text.',
		);
	}

	/** Text that has to be there. */
	text(name: string): string {
		const text = this.optionalText(name);
		if (text === undefined || text.trim() === '') throw this.empty(name);
		return text;
	}

	/** An identifier without the spaces and invisible characters that copying tends to add, or undefined when there is nothing else. */
	optionalId(name: string): string | undefined {
		return bare(this.optionalText(name) ?? '') || undefined;
	}

	/** An identifier: text without the spaces and invisible characters that copying tends to add. */
	id(name: string): string {
		const id = this.optionalId(name);
		if (id === undefined) throw this.empty(name);
		return id;
	}

	/**
	 * A whole number, or undefined when empty.
	 *
	 * @param zero what 0 stands for, where it is no number like the others
	 */
	optionalWhole(
		name: string,
		{ min = 0, max = Number.MAX_SAFE_INTEGER, zero = '' } = {},
	): number | undefined {
		const fits = (number: number) => Number.isInteger(number) && number >= min && number <= max;
		return this.numeric(
			name,
			/^[+-]?\d+$/,
			fits,
			`Use a whole number from ${min} to ${max}${zero && `; 0 is ${zero}`}.`,
		);
	}

	/** A number, also with a fraction, that has to be there. */
	number(name: string, { min, max }: { min: number; max: number }): number {
		const fits = (number: number) => number >= min && number <= max;
		const remedy = `Use a number from ${min} to ${max}, with a point before its fraction.`;
		const number = this.numeric(name, /^[+-]?\d+(\.\d+)?$/, fits, remedy);
		if (number === undefined) throw this.empty(name);
		return number;
	}

	/** A whole number that has to be there. */
	whole(name: string, range: { min?: number; max?: number } = {}): number {
		const number = this.optionalWhole(name, range);
		if (number === undefined) throw this.empty(name);
		return number;
	}

	/** Whether a switch is on, also as spreadsheets and databases write it; undefined when it was not set. */
	flag(name: string): boolean | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		const word = typeof value === 'object' ? '' : bare(String(value)).toLowerCase();
		if (ON.includes(word)) return true;
		if (OFF.includes(word)) return false;
		throw invalidField(this.label(name), `holds ${kindOf(value)}`, 'Use true or false.');
	}

	/** One of the values the field offers, or undefined when empty; an expression could give another one. */
	optionalChoice(name: string): string | undefined {
		const text = this.optionalId(name);
		return text === undefined ? undefined : this.offered(name, text);
	}

	/** Those of the values the field offers that are chosen; none when it is empty. */
	choices(name: string): string[] {
		return this.ids(name).map((text) => this.offered(name, text));
	}

	/** Identifiers, separated by commas or line feeds, or as a list from an expression; none when it is empty. */
	ids(name: string): string[] {
		const value = this.raw(name);
		const parts = Array.isArray(value)
			? (value as unknown[])
			: (this.optionalText(name) ?? '').split(/[,\n]/);
		return parts.map((part) => bare(this.textIn(part, name))).filter((id) => id !== '');
	}

	/** One of the values the field offers. */
	choice(name: string): string {
		const choice = this.optionalChoice(name);
		if (choice === undefined) throw this.empty(name);
		return choice;
	}

	/** JSON typed as text or given by an expression as an object; undefined when empty. */
	optionalJson(name: string): unknown {
		const value = this.read(name);
		const json = typeof value === 'string' ? parseJson(value, this.label(name)) : value;
		checkValue(json, this.label(name));
		return json;
	}

	/** A number, or text of a form; undefined when empty. */
	private numeric(
		name: string,
		form: RegExp,
		fits: (number: number) => boolean,
		remedy: string,
	): number | undefined {
		const value = this.raw(name);
		if (value === undefined) return undefined;
		const text = typeof value === 'string' ? bare(value) : '';
		const number = form.test(text) ? Number(text) : value;
		if (typeof number === 'number' && fits(number)) return number;
		const shown = typeof value === 'object' ? kindOf(value) : `"${String(value).slice(0, 60)}"`;
		throw invalidField(this.label(name), `holds ${shown}`, remedy);
	}

	private offered(name: string, text: string): string {
		const offered = (this.property(name).options ?? []).flatMap((option) =>
			'value' in option ? [String(option.value)] : [],
		);
		if (offered.includes(text)) return text;
		const allowed = offered.filter((value) => value !== '').join(', ');
		throw invalidField(this.label(name), `holds "${text.slice(0, 60)}"`, `Use one of: ${allowed}.`);
	}

	private textIn(part: unknown, name: string): string {
		if (typeof part === 'string') return part;
		if (Number.isFinite(part)) return String(part);
		throw invalidField(
			this.label(name),
			`holds ${kindOf(part)} in its list`,
			'Use texts, separated by commas, or an expression that gives a list of texts.',
		);
	}

	/** @throws the Failure that stands in the place of a value */
	private read(name: string): unknown {
		const value = this.given(name);
		if (value instanceof Failure) throw value;
		return value;
	}

	private given(name: string): unknown {
		const value = this.values(name);
		return value === '' || value === null ? undefined : value;
	}

	private property(name: string): Pick<INodeProperties, 'displayName' | 'options'> {
		return this.properties.find((property) => property.name === name) ?? { displayName: name };
	}

	private empty(name: string) {
		return invalidField(
			this.label(name),
			'is empty',
			`Fill it in, or check that its expression gives a value${this.hasItems ? ' for this item' : ''}.`,
		);
	}
}

function parseJson(text: string, label: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (caught) {
		throw invalidField(
			label,
			`is not valid JSON (${(caught as SyntaxError).message})`,
			'Check quotes, commas and brackets, or give an object by expression.',
		);
	}
}

/** Reading a parameter costs n8n more than all else a node does with it, and one without an expression is the same for every item. */
function readParameter(context: IExecuteFunctions, itemIndex: number, name: string): unknown {
	const { constant, path, extractValue } = oncePerExecution(context, `engine.way ${name}`, () =>
		wayTo(name, context.getNode().parameters[name]),
	);
	const read = () => context.getNodeParameter(path, itemIndex, undefined, { extractValue }) as unknown;
	return constant ? oncePerExecution(context, `engine.field ${name}`, read) : read();
}

/** How n8n is asked for a parameter. */
interface Way {
	/** Whether it is the same for every item. */
	constant: boolean;
	path: string;
	extractValue: boolean;
}

/** Of a locator only the value is asked for: n8n would copy the whole object for each item, to take the value out of it in the end. */
function wayTo(name: string, value: unknown): Way {
	const constant = isConstant(value);
	if (isLocator(value)) return { constant, path: `${name}.value`, extractValue: false };
	return { constant, path: name, extractValue: true };
}

function isLocator(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
}

/** Whether a parameter is set and holds no expression, however deep. */
function isConstant(value: unknown): boolean {
	if (typeof value === 'string') return !value.startsWith('=');
	if (typeof value === 'object' && value !== null) return Object.values(value).every(isConstant);
	return value !== undefined;
}

function record(
	value: unknown,
	place: string,
	what: 'fields' | 'entries',
	field: string,
): Record<string, unknown> {
	// What is no object is never in there
	const known = records.get(value as object);
	if (known) return known;
	const { data } = objectShape.safeParse(value);
	if (data) {
		records.set(value as object, data);
		return data;
	}
	throw invalidField(
		place,
		`holds ${kindOf(value)} instead of ${what}`,
		'Fill them in one by one, or use an expression that gives an object.',
	).with({ field });
}

function kindOf(value: unknown): string {
	if (value === null) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	return typeof value === 'number' && !Number.isFinite(value)
		? `a number that is none (${value})`
		: `a ${typeof value}`;
}
