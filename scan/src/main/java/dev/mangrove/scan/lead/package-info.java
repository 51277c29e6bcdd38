/// Leads: which stacks a person should look at first, and why. The rules are written in `docs/leads.md`; each
/// reason names its rule and the facts. A lead is a proposal to look, never a verdict.
///
/// ```java
/// Stacks.build(connection, 31, 2);
/// Leads.rank(connection);
/// ```
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.lead;
