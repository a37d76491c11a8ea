import { type Failure, invalidField } from '../../../engine/errors';
import type { Fields } from '../../../engine/fields';
import { alike, pickedId, shown } from '../../values';
import type { Agent } from './conversation';

/** How CallGear's employees are told from names and emails of others. */
export const WHO_IT_IS =
	'Say under Agents which employee it is, or choose an Employee for Other Agents. Otherwise email or full name have to be those of an employee in CallGear.';

/** Digits alone would be taken for the ID of an employee. */
const DIGITS = /^[\d.]+$/;

/** Which of CallGear's employees the agents of the other tool are, as the node's fields say. */
export class Agents {
	private readonly named = new Map<string, number | undefined>();

	/** Where each was entered. */
	private readonly entered = new Map<string, { label: string; name: string }>();

	/** The one for all who are not found. */
	readonly other?: number;

	/** What the user knows the list by. */
	readonly label: string;

	/** @throws Failure when an entry cannot be used */
	constructor(fields: Fields) {
		this.label = fields.label('agents');
		this.other = pickedId(fields, 'otherEmployeeId');
		for (const entry of fields.entries('agents', 'agent')) {
			const name = entry.id('inExport');
			const key = alike(name);
			const employee = pickedId(entry, 'employeeId');
			if (this.named.has(key) && this.named.get(key) !== employee)
				throw invalidField(
					entry.label('inExport'),
					`holds ${shown(entry.raw('inExport'))}, whom another entry makes another employee`,
					'Take one of the two entries out.',
				);
			this.named.set(key, employee);
			this.entered.set(key, { label: entry.label('inExport'), name });
		}
	}

	/** As they were entered. */
	get names(): string[] {
		return [...this.entered.values()].map(({ name }) => name);
	}

	get isEmpty(): boolean {
		return this.named.size === 0;
	}

	/** Whether there is an entry of this name. */
	has(name: string): boolean {
		return this.named.has(alike(name));
	}

	/** An entry that none of these names is meant by. */
	unmet(names: string[]): { label: string; name: string } | undefined {
		const met = new Set(names.map(alike));
		return [...this.entered].find(([key]) => !met.has(key))?.[1];
	}

	/** The employee: an ID, an email or name to be looked up, or why there is none. */
	employeeOf({ email, name, id, place }: Agent): number | string | Failure {
		const known = [email, name, id].filter((given) => given !== undefined);
		const chosen = known.map((given) => this.named.get(alike(given))).find((given) => given !== undefined);
		if (chosen !== undefined) return chosen;
		const asked = email ?? name;
		if (asked !== undefined && !DIGITS.test(asked)) return asked;
		if (this.other !== undefined) return this.other;
		const who = asked ?? id;
		const problem =
			who === undefined ? 'names no agent' : `holds ${shown(who)}, who may be anybody in CallGear`;
		return invalidField(place, problem, WHO_IT_IS);
	}
}
