import { invalidField } from '../../../engine/errors';
import { isObject } from '../../../engine/told';
import { bare } from '../../../engine/values';
import { isBlank, shown } from '../../values';

/** A value of an export, and where in it the value stands. */
export class Part {
	constructor(
		readonly value: unknown,
		readonly place: string,
	) {}

	/** What an object holds under these keys, one in the other; nothing where there is no such object. */
	at(...keys: string[]): Part {
		const [key, ...inner] = keys;
		if (key === undefined) return this;
		const held = isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
		return new Part(held, `${this.place} > ${key}`).at(...inner);
	}

	/** The same place with another value. */
	as(value: unknown): Part {
		return new Part(value, this.place);
	}

	get isBlank(): boolean {
		return isBlank(this.value);
	}

	get isObject(): boolean {
		return isObject(this.value);
	}

	get isList(): boolean {
		return Array.isArray(this.value);
	}

	/** Whether there is something under a key of the object. */
	has(key: string): boolean {
		return !this.at(key).isBlank;
	}

	/** @param what e.g. `a chat of Jivo` @throws Failure unless it is an object */
	object(what: string): this {
		if (this.isObject) return this;
		throw invalidField(this.place, `holds ${kind(this.value)}, not ${what}`, 'Give it whole, as it came.');
	}

	/** The parts of a list, which are counted from 1. @throws Failure unless it is one */
	list(): Part[] {
		if (Array.isArray(this.value))
			return this.value.map((value: unknown, index) => new Part(value, `${this.place} ${index + 1}`));
		throw invalidField(
			this.place,
			this.isBlank ? 'is missing' : `holds ${kind(this.value)}, not a list`,
			'Give the export whole, as it came.',
		);
	}

	/** A text, or a number as text; undefined where there is nothing. @throws Failure for anything else */
	text(): string | undefined {
		if (this.isBlank) return undefined;
		if (typeof this.value === 'string' || typeof this.value === 'number') return String(this.value);
		throw invalidField(
			this.place,
			`holds ${kind(this.value)} instead of text`,
			'Give the export as it came.',
		);
	}

	/** Yes or no; no where nothing stands. @throws Failure for anything else, which could mean either */
	flag(): boolean {
		if (this.isBlank || typeof this.value === 'boolean') return this.value === true;
		throw this.refused('Give the export as it came: here stands true or false.');
	}

	/** An identifier: text without what copying adds to it. @throws Failure for what is no text */
	id(): string | undefined {
		return bare(this.text() ?? '') || undefined;
	}

	/** The refusal of what stands here. @param problem in place of what it holds */
	refused(remedy: string, problem = `holds ${shown(this.value)}`) {
		return invalidField(this.place, problem, remedy);
	}
}

function kind(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (isBlank(value)) return 'nothing';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
