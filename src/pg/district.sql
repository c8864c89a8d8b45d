-- A district is a schema of the caller's own, made by these functions of scripts that they carry
-- as text: its tables are members of no extension, so they are dumped, altered and granted as any.

-- whoever may use the database may make a district of it; what stands in one is its owner's to grant
GRANT USAGE ON SCHEMA caseload TO PUBLIC;

-- In this order, all tables and then all that is derived from them: an upgrade alters the tables, which hold
-- the district's data, and drops and makes anew functions, views and types, which hold nothing.
@staged caseload.district_scripts \
	src/district/10_rules/contract.sql \
	src/district/10_rules/calendar.sql \
	src/district/10_rules/division.sql \
	src/district/10_rules/due_date.sql \
	src/district/10_rules/schedule.sql \
	src/district/10_rules/pay_base.sql \
	src/district/10_rules/raise.sql \
	src/district/10_rules/stipend.sql \
	src/district/10_rules/stipend_exclusion.sql \
	src/district/10_rules/longevity.sql \
	src/district/10_rules/hourly_pay.sql \
	src/district/10_rules/time_block.sql \
	src/district/10_rules/step_rule.sql \
	src/district/10_rules/credit.sql \
	src/district/10_rules/place.sql \
	src/district/10_rules/benefit.sql \
	src/district/10_rules/retirement.sql \
	src/district/10_rules/leave.sql \
	src/district/10_rules/limit.sql \
	src/district/10_rules/deadline.sql \
	src/district/10_rules/due_rule.sql \
	src/district/10_rules/post_rule.sql \
	src/district/10_rules/degree_lane.sql \
	src/district/10_rules/employer_rate.sql \
	src/district/10_rules/proposal.sql \
	src/district/10_rules/proposal_parts.sql \
	src/district/10_rules/compare_limits.sql \
	src/district/10_rules/compare_contracts.sql \
	src/district/20_facts/site.sql \
	src/district/20_facts/employee.sql \
	src/district/20_facts/years_counted.sql \
	src/district/20_facts/student.sql \
	src/district/20_facts/section.sql \
	src/district/20_facts/enrollment.sql \
	src/district/20_facts/case_assignment.sql \
	src/district/20_facts/tally.sql \
	src/district/20_facts/exception.sql \
	src/district/20_facts/remedy_given.sql \
	src/district/20_facts/leave_move.sql \
	src/district/20_facts/event.sql \
	src/district/20_facts/source_id.sql \
	src/district/25_history/history.sql \
	src/district/25_history/erase.sql \
	src/district/25_history/source_moved.sql \
	src/district/30_reckoning/students_own.sql \
	src/district/30_reckoning/match.sql \
	src/district/30_reckoning/classes_as_one.sql \
	src/district/30_reckoning/matches.sql \
	src/district/30_reckoning/cap.sql \
	src/district/30_reckoning/load.sql \
	src/district/30_reckoning/load_tallies.sql \
	src/district/30_reckoning/as_one.sql \
	src/district/30_reckoning/share.sql \
	src/district/30_reckoning/staff.sql \
	src/district/30_reckoning/staying.sql \
	src/district/30_reckoning/others.sql \
	src/district/30_reckoning/excess.sql \
	src/district/30_reckoning/remedy.sql \
	src/district/30_reckoning/given.sql \
	src/district/30_reckoning/amount.sql \
	src/district/30_reckoning/parted.sql \
	src/district/30_reckoning/shared_amount.sql \
	src/district/30_reckoning/most.sql \
	src/district/30_reckoning/due.sql \
	src/district/30_reckoning/due_period.sql \
	src/district/30_reckoning/due_open.sql \
	src/district/30_reckoning/due_item.sql \
	src/district/30_reckoning/outcome.sql \
	src/district/30_reckoning/day.sql \
	src/district/30_reckoning/post_steps.sql \
	src/district/30_reckoning/time_left.sql \
	src/district/30_reckoning/longevity_years.sql \
	src/district/30_reckoning/moves.sql \
	src/district/30_reckoning/move_up.sql \
	src/district/30_reckoning/pay_piece.sql \
	src/district/30_reckoning/placements_for.sql \
	src/district/30_reckoning/pay_worth.sql \
	src/district/30_reckoning/pay_change.sql \
	src/district/30_reckoning/pay_salary.sql \
	src/district/30_reckoning/pay_raise.sql \
	src/district/30_reckoning/pay_longevity.sql \
	src/district/30_reckoning/pay_exclusion.sql \
	src/district/30_reckoning/pay_stipend.sql \
	src/district/30_reckoning/pay_hours.sql \
	src/district/30_reckoning/leave_held.sql \
	src/district/30_reckoning/leave_entries.sql \
	src/district/30_reckoning/leave_broken.sql \
	src/district/30_reckoning/leave_year.sql \
	src/district/30_reckoning/leave_due.sql \
	src/district/30_reckoning/pay_leave.sql \
	src/district/30_reckoning/pay_lines.sql \
	src/district/30_reckoning/pay_installment.sql \
	src/district/30_reckoning/pay_month.sql \
	src/district/30_reckoning/pay_year.sql \
	src/district/30_reckoning/forecast_seat.sql \
	src/district/30_reckoning/forecast_moves.sql \
	src/district/30_reckoning/forecast_price.sql \
	src/district/30_reckoning/forecast_longevity.sql \
	src/district/30_reckoning/forecast_stand.sql \
	src/district/30_reckoning/forecast.sql \
	src/district/40_books/mark.sql \
	src/district/40_books/kept.sql \
	src/district/40_books/kept_pay.sql \
	src/district/40_books/reader.sql \
	src/district/40_books/grant_reports.sql \
	src/district/40_books/named.sql \
	src/district/40_books/stale.sql \
	src/district/40_books/live.sql \
	src/district/40_books/pay_named.sql \
	src/district/40_books/pay_stale.sql \
	src/district/40_books/seen.sql \
	src/district/40_books/refresh.sql \
	src/district/40_books/status.sql \
	src/district/40_books/budget.sql \
	src/district/40_books/pay_rows.sql \
	src/district/40_books/pay_months.sql \
	src/district/40_books/leave_rows.sql \
	src/district/40_books/contract_head.sql \
	src/district/40_books/due_list.sql \
	src/district/40_books/post_rows.sql \
	src/district/50_register/pay_period.sql \
	src/district/50_register/pay_run.sql \
	src/district/50_register/pay_code.sql \
	src/district/50_register/cycle.sql \
	src/district/50_register/stipend_shares.sql \
	src/district/50_register/lines_known.sql \
	src/district/50_register/owed_sums.sql \
	src/district/50_register/reason.sql \
	src/district/50_register/owed.sql \
	src/district/50_register/close_period.sql \
	src/district/50_register/back_pay.sql \
	src/district/50_register/register_rows.sql \
	src/district/70_guarded/guarded_limit.sql \
	src/district/70_guarded/guarded_cap.sql \
	src/district/70_guarded/guarded_want.sql \
	src/district/70_guarded/guarded_fill.sql \
	src/district/70_guarded/guarded_trigger.sql \
	src/district/70_guarded/guard_district.sql \
	src/district/70_guarded/problem_kind.sql \
	src/district/70_guarded/left_open.sql \
	src/district/70_guarded/pay_series_problem.sql \
	src/district/70_guarded/pay_grid_problem.sql \
	src/district/70_guarded/pay_number_problem.sql \
	src/district/70_guarded/pay_name_problem.sql \
	src/district/70_guarded/pay_word_problem.sql \
	src/district/70_guarded/pay_alike_problem.sql \
	src/district/70_guarded/pay_rule_problem.sql \
	src/district/70_guarded/spelling.sql \
	src/district/70_guarded/rule_finding.sql \
	src/district/70_guarded/rule_found.sql \
	src/district/70_guarded/rule_missing.sql \
	src/district/70_guarded/limit_name_problem.sql \
	src/district/70_guarded/limit_number_problem.sql \
	src/district/70_guarded/limit_shape_problem.sql \
	src/district/70_guarded/limit_fit_problem.sql \
	src/district/70_guarded/limit_kin_problem.sql \
	src/district/70_guarded/limit_odd_problem.sql \
	src/district/70_guarded/leave_guard.sql \
	src/district/70_guarded/leave_problem.sql \
	src/district/70_guarded/due_problem.sql \
	src/district/70_guarded/time_rule_problem.sql \
	src/district/70_guarded/rule_problem.sql \
	src/district/70_guarded/roster_problem.sql \
	src/district/70_guarded/fact_problem.sql \
	src/district/70_guarded/held_cap.sql \
	src/district/70_guarded/check_words.sql \
	src/district/90_words/rule_in_words.sql \
	src/district/90_words/limit_in_words.sql \
	src/district/90_words/explain_limit.sql \
	src/district/90_words/sample_number.sql \
	src/district/90_words/sample_year.sql \
	src/district/90_words/sample_people.sql \
	src/district/90_words/sample_classes.sql \
	src/district/90_words/sample_special.sql \
	src/district/90_words/sample.sql
@texts caseload.report_scripts \
	src/district/60_reports/schedule_cell.sql \
	src/district/60_reports/overage.sql \
	src/district/60_reports/compliance.sql \
	src/district/60_reports/due_finding.sql \
	src/district/60_reports/post_finding.sql \
	src/district/60_reports/pay_line.sql \
	src/district/60_reports/explain_line.sql \
	src/district/60_reports/statement.sql \
	src/district/60_reports/pay_line_month.sql \
	src/district/60_reports/pay_summary.sql \
	src/district/60_reports/scattergram.sql \
	src/district/60_reports/scattergram_sql.sql \
	src/district/60_reports/leave.sql \
	src/district/60_reports/pay_owed.sql \
	src/district/60_reports/pay_register.sql \
	src/district/60_reports/pay_statement.sql \
	src/district/60_reports/status.sql \
	src/district/60_reports/time_budget.sql \
	src/district/70_guarded/held_cap_report.sql
@texts caseload.known_scripts \
	src/district/80_then/facts.sql \
	src/district/80_then/fresh.sql \
	src/district/80_then/reports.sql \
	src/district/80_then/costs.sql \
	src/district/80_then/twins.sql
@texts caseload.contract_scripts contracts/*.sql
COMMENT ON FUNCTION caseload.district_scripts() IS
	'the scripts that make a district''s tables, comment on them and make its functions, in order';
COMMENT ON FUNCTION caseload.report_scripts() IS 'the scripts that make a district''s reports, in order';
COMMENT ON FUNCTION caseload.known_scripts() IS
	'the scripts that make what a district reckons of facts as they were known';
COMMENT ON FUNCTION caseload.contract_scripts() IS 'the contracts that ship with the extension, as scripts';

CREATE FUNCTION caseload.contracts(OUT name text, OUT title text, OUT term daterange,
	OUT citation text) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT c.name,
		substring(c.script from '(?n)^-- title: +(.*)$'),
		substring(c.script from '(?n)^-- term: +(.*)$')::daterange,
		substring(c.script from '(?n)^-- citation: +(.*)$')
	FROM caseload.contract_scripts() AS c (name, script) WHERE c.script ~ '(?n)^-- title: ' ORDER BY c.name;
END;
COMMENT ON FUNCTION caseload.contracts() IS
	'the contracts that ship with the extension, for create_district and load_contract';

-- PostgreSQL refuses a standby any write; this says so before, and where to go.
CREATE FUNCTION caseload.check_primary(what text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_primary$
BEGIN
	IF pg_is_in_recovery() THEN
		RAISE read_only_sql_transaction USING MESSAGE = format('%s writes, and this server is a standby', what),
			DETAIL = 'The reports are read here as on the primary: what is stale is reckoned at each look.',
			HINT = 'Call it on the primary; what it writes comes here by itself.';
	END IF;
END
$check_primary$;
COMMENT ON FUNCTION caseload.check_primary(text) IS 'an error on a standby, which cannot be written to';

CREATE FUNCTION caseload.check_district(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_district$
DECLARE
	schema_owner name := (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n
		WHERE n.nspname = check_district.schema);
BEGIN
	IF to_regclass(format('%I.district_version', schema)) IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = format('schema "%s" holds no district', schema),
			HINT = format('Make one with caseload.create_district(%L).', schema);
	END IF;
	-- what stands in that schema was written by its owner and would run with the caller's rights
	IF schema_owner <> current_user THEN
		RAISE insufficient_privilege USING MESSAGE = format('district "%s" belongs to another role', schema),
			HINT = format('SET ROLE %I, its owner, and call again.', schema_owner);
	END IF;
	PERFORM caseload.check_place(schema);
END
$check_district$;
COMMENT ON FUNCTION caseload.check_district(text) IS 'an error unless the schema holds a district of the caller''s own';

CREATE FUNCTION caseload.load_contract(schema text, name text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $load_contract$
DECLARE
	-- the rules of a long contract are parted: waterford, then waterford_limits, which has no title of its own
	contract_script text := (SELECT string_agg(c.script, E'\n' ORDER BY c.name COLLATE "C")
		FROM caseload.contract_scripts() AS c
		WHERE c.name = load_contract.name OR starts_with(c.name, load_contract.name || '_')
			AND c.script !~ '(?n)^-- title: '
		HAVING bool_or(c.name = load_contract.name AND c.script ~ '(?n)^-- title: '));
	loaded_already boolean;
BEGIN
	IF schema IS NULL OR name IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district and a contract must be named',
			HINT = 'Name both: caseload.load_contract(''my_district'', ''waterford'').';
	END IF;
	IF contract_script IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s"', name),
			HINT = format('The contracts that ship with the extension are: %s.',
				(SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM caseload.contracts() AS c));
	END IF;
	PERFORM caseload.check_district(schema);
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	EXECUTE 'SELECT EXISTS (SELECT FROM contract WHERE contract = $1)' INTO loaded_already USING name;
	IF loaded_already THEN
		RAISE duplicate_object USING MESSAGE = format('contract "%s" is loaded in district "%s" already', name, schema),
			HINT = 'To load it afresh, delete its rows first; rules refer to their contract with ON DELETE CASCADE.';
	END IF;
	EXECUTE contract_script;
	RETURN format('contract %s loaded', name);
END
$load_contract$;
COMMENT ON FUNCTION caseload.load_contract(text, text) IS
	'puts a contract that ships with the extension into a district, as rows';

CREATE FUNCTION caseload.check_length(schema text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $check_length$
BEGIN
	-- a longer name would be cut, and two schemas might become one
	IF octet_length(schema || '_then') > 63 THEN
		RAISE name_too_long USING MESSAGE = format('district name "%s" is too long', schema),
			DETAIL = format('With "_then" for what was known it takes %s bytes.', octet_length(schema || '_then')),
			HINT = 'PostgreSQL has room for 63 bytes.';
	END IF;
END
$check_length$;
COMMENT ON FUNCTION caseload.check_length(text) IS
	'an error if the schemas of a district of this name would have longer names than PostgreSQL keeps';

-- The schema in which facts are reckoned as they were known. Where a district was dropped by its other two schemas it
-- is left behind, without what made it work.
CREATE FUNCTION caseload.create_then(schema text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $create_then$
DECLARE
	then_schema text := schema || '_then';
	talkative text := current_setting('client_min_messages');
BEGIN
	PERFORM caseload.check_length(schema);
	IF to_regprocedure(format('%I.known_asker()', then_schema)) IS NOT NULL AND EXISTS (SELECT FROM pg_namespace AS n
			WHERE n.nspname = then_schema AND pg_get_userbyid(n.nspowner) = current_user) THEN
		PERFORM set_config('client_min_messages',
			CASE WHEN talkative IN ('warning', 'error') THEN talkative ELSE 'warning' END, true);
		EXECUTE format('DROP SCHEMA %I CASCADE', then_schema);
		PERFORM set_config('client_min_messages', talkative, true);
	END IF;
	IF to_regnamespace(quote_ident(then_schema)) IS NOT NULL THEN
		RAISE duplicate_schema USING MESSAGE = format('schema "%s" exists already', then_schema),
			HINT = 'A district reckons in a schema of that name what was known; rename the one that is there.';
	END IF;
	EXECUTE format('CREATE SCHEMA %I', then_schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', then_schema,
		format('what was known in district %s, as its functions ..._known_on reckon it (extension caseload)', schema));
END
$create_then$;
COMMENT ON FUNCTION caseload.create_then(text) IS
	'makes the schema in which a district reckons what was known; a part of create_district() and upgrade_district()';

CREATE FUNCTION caseload.create_district(schema text, contract text DEFAULT '', partitioned_by text DEFAULT NULL,
	distributed boolean DEFAULT false)
RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $create_district$
DECLARE
	reports_schema text := schema || '_bi';
	renamed text := (SELECT min(r.schema) FROM caseload.renamed_districts() AS r
		WHERE r.looks_in = quote_ident(create_district.schema));
BEGIN
	IF schema IS NULL OR contract IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district needs a name',
			HINT = 'Leave the contract out for an empty district: caseload.create_district(''my_district'').';
	END IF;
	IF schema = '' THEN
		RAISE invalid_name USING MESSAGE = 'the name of a district must not be empty';
	END IF;
	PERFORM caseload.check_length(schema);
	PERFORM caseload.check_partitioned_by(partitioned_by);
	IF contract <> '' AND NOT EXISTS (SELECT FROM caseload.contract_scripts() AS c
		WHERE c.name = create_district.contract AND c.script ~ '(?n)^-- title: ') THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s"', contract),
			HINT = format('The contracts that ship with the extension are: %s.',
				(SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM caseload.contracts() AS c));
	END IF;
	IF distributed THEN
		IF partitioned_by IS NOT NULL THEN
			RAISE feature_not_supported USING MESSAGE = 'a distributed district cannot be partitioned, too',
				HINT = 'Its tables are in parts by district_id already: leave one of the two out.';
		END IF;
		RETURN caseload.create_distributed(schema, contract);
	END IF;
	IF to_regnamespace(quote_ident(schema)) IS NOT NULL OR to_regnamespace(quote_ident(reports_schema)) IS NOT NULL THEN
		RAISE duplicate_schema USING
			MESSAGE = format('schema "%s" exists already',
				CASE WHEN to_regnamespace(quote_ident(schema)) IS NULL THEN reports_schema ELSE schema END),
			HINT = 'A district makes three schemas of its own, for its tables, with "_bi" for its reports, and with '
			'"_then" for what was known: choose another name.';
	END IF;
	IF renamed IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the functions of district "%s" look in schema %I', renamed, schema),
			DETAIL = 'It had that name before: they would read and write the new district.',
			HINT = format('Choose another name, or rename that one back: ALTER SCHEMA %I RENAME TO %I.',
				renamed, schema);
	END IF;

	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('CREATE SCHEMA %I', reports_schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema,
		'district: rules of the contract and facts of the district (extension caseload)');
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', reports_schema,
		format('reports on district %s, for BI tools (extension caseload)', schema));
	PERFORM caseload.create_then(schema);
	IF partitioned_by IS NOT NULL THEN
		PERFORM caseload.begin_partitioned(schema);
	END IF;
	PERFORM caseload.run_district_scripts(schema, '{}');
	PERFORM caseload.note_parts(schema);
	EXECUTE format('INSERT INTO %I.district_version (version) SELECT e.extversion FROM pg_extension AS e '
		'WHERE e.extname = %L', schema, 'caseload');
	IF contract <> '' THEN
		PERFORM caseload.load_contract(schema, contract);
		RETURN format('schemas %I, %I and %I made, contract %s loaded', schema, reports_schema, schema || '_then',
			contract);
	END IF;
	RETURN format('schemas %I, %I and %I made, no contract loaded', schema, reports_schema, schema || '_then');
END
$create_district$;
COMMENT ON FUNCTION caseload.create_district(text, text, text, boolean) IS
	'makes a district: three schemas, of rules and facts, of reports, and of what was known, that belong to the caller';
