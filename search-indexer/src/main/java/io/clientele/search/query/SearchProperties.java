package io.clientele.search.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What is searched.
///
/// @param index the alias of the customers' index
@ConfigurationProperties("clientele.search")
public record SearchProperties(@DefaultValue("customers") String index) {}
