import { z } from 'zod';

import { invalidField } from '../engine/errors';
import { given } from '../engine/given';
import { visible } from '../engine/visible';
import { inShape } from './answers';
import { type Account, call } from './api';
import { alike } from './values';

const PAGE_SIZE = 1000;

/** CallGear gives no rows beyond that. https://callgear.github.io/data_api/ */
const LAST_OFFSET = 100_000;

const readPage = inShape(
	z.object({
		data: z.array(
			z.object({ id: z.number(), full_name: z.unknown().optional(), email: z.unknown().optional() }),
		),
	}),
);

/** What is known of names that are no employee's. */
export interface NamedEmployees {
	/** Who stands for them. */
	other?: number;
	/** What to do about them. */
	remedy?: string;
}

/** The employees of an account, by their names and emails. */
export class Employees {
	private readonly ids = new Map<string, Set<number>>();

	/**
	 * Asks CallGear for all of them. https://callgear.github.io/data_api/employee/get_employees/
	 *
	 * @param userId the customer that an agent works for
	 * @throws Failure when CallGear does not list them
	 */
	static async ask(account: Account, userId: number | undefined): Promise<Employees> {
		const employees = new Employees();
		// A page can be short before the last row, so only an empty one is sure to be the end
		for (let offset = 0; offset <= LAST_OFFSET; ) {
			const fields = ['id', 'full_name', 'email'];
			const params = given({ limit: PAGE_SIZE, offset, fields, user_id: userId });
			const rpc = { method: 'get.employees', params, effect: 'reads' as const };
			const { data } = await call(account, rpc, readPage);
			if (data.length === 0) break;
			for (const { id, full_name, email } of data) employees.add(id, full_name, email);
			offset += data.length;
		}
		return employees;
	}

	private add(id: number, ...names: unknown[]): void {
		for (const name of names.map((each) => (typeof each === 'string' ? alike(each) : '')).filter(Boolean)) {
			const ids = this.ids.get(name) ?? new Set();
			this.ids.set(name, ids.add(id));
		}
	}

	/**
	 * The ID of the employee of this name or email.
	 *
	 * @param field what the user knows the value by
	 * @param named what is known of those who are none
	 * @throws Failure when it is none, or that of several
	 */
	idOf(name: string, field: string, { other, remedy }: NamedEmployees = {}): number {
		const ids = [...(this.ids.get(alike(name)) ?? [])];
		const shown = `"${visible(name.slice(0, 60))}"`;
		if (ids.length === 1) return ids[0];
		if (ids.length === 0 && other !== undefined) return other;
		if (ids.length === 0)
			throw invalidField(
				field,
				`holds ${shown}, who is no employee in CallGear`,
				remedy ?? 'Use the full name, the email or the ID of an employee, as CallGear shows them.',
			);
		throw invalidField(
			field,
			`holds ${shown}, who can be ${ids.length} employees in CallGear (${ids.sort((a, b) => a - b).join(', ')})`,
			'Use the email or the ID of the right one.',
		);
	}
}
