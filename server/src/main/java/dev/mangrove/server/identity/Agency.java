package dev.mangrove.server.identity;

import dev.mangrove.server.database.AgencyId;
import java.time.ZoneId;

/// A police unit, a hotline, or another body whose people work here.
///
/// @param zone in which its people read times
public record Agency(AgencyId id, String name, ZoneId zone) {}
